#!/usr/bin/env python3
"""Encrypted sites: certificates are checked against the trusted ones, an own ca_file counts, and HTTP/2 is spoken where offered."""
import os
import socket
import subprocess
import threading
import time

from harness import Case, Newsroom, main, need_tool

HOST = "127.0.0.41"
CONF = """{user}daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  log_format kept '$server_protocol $request_uri';
  access_log {folder}/access.log kept;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  types {{ text/html html; }}
  server {{ listen {host}:{port} ssl http2; root {folder}/web;
    ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem; }}
}}
"""


class Proxy:
    """An HTTP proxy on loopback that tunnels (CONNECT) and forwards what is asked by its whole address (RFC 9110, 9112)."""

    def __init__(self):
        self.lines: list[str] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket):
        head = b""
        while b"\r\n\r\n" not in head:
            piece = client.recv(65536)
            if not piece:
                return
            head += piece
        line = head.split(b"\r\n", 1)[0].decode()
        self.lines.append(line)
        method, target, _ = line.split()
        address = target if method == "CONNECT" else target.split("/")[2]
        host, port = address.rsplit(":", 1)
        server = socket.create_connection((host, int(port)))
        if method == "CONNECT":
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            path = "/" + target.split("/", 3)[3]
            head = head.replace(target.encode(), path.encode(), 1)
            server.sendall(head.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
        threading.Thread(target=self._copy, args=(client, server), daemon=True).start()
        self._copy(server, client)

    @staticmethod
    def _copy(source: socket.socket, sink: socket.socket):
        try:
            while piece := source.recv(65536):
                sink.sendall(piece)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def close(self):
        self.listener.close()


class Encrypted(Case):
    def setUp(self):
        super().setUp()
        need_tool("nginx")
        need_tool("openssl")
        folder = self.scratch
        (folder / "web").mkdir()
        (folder / "web" / "index.html").write_text("<html><a href=/report.html>report</a></html>")
        (folder / "web" / "report.html").write_text("<html><h1>A quay</h1><p>The port plans a second quay.</p></html>")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=quay",
                        "-addext", f"subjectAltName=IP:{HOST}", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
                       check=True, capture_output=True)
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            port = probe.getsockname()[1]
        user = "user root; " if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(CONF.format(user=user, folder=folder, host=HOST, port=port))
        server = subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex((HOST, port)) == 0:
                    break
            time.sleep(0.05)
        self.url = f"https://{HOST}:{port}/"
        self.claimline("init")

    def crawl(self, expect: int):
        return self.claimline("crawl", "--site", self.url, "--delay", "0", "--allow-net", "127.0.0.0/8", "--no-extract",
                              expect=expect)

    def served(self) -> list[str]:
        log = self.scratch / "access.log"
        return log.read_text().splitlines() if log.exists() else []

    def test_a_certificate_that_nobody_vouches_for_is_refused(self):
        run = self.crawl(expect=3)
        self.assertIn("certificate", run.err)
        self.assertEqual(self.served(), [])

    def test_an_own_ca_file_counts_and_http_2_is_spoken(self):
        settings = self.workspace / "claimline.toml"
        settings.write_text(settings.read_text().replace('ca_file = ""', f'ca_file = "{self.scratch / "cert.pem"}"'))
        self.crawl(expect=0)
        self.assertIn("HTTP/2.0 /report.html", self.served())

    def use_proxy(self) -> Proxy:
        proxy = Proxy()
        self.addCleanup(proxy.close)
        settings = self.workspace / "claimline.toml"
        settings.write_text(settings.read_text().replace('proxy = ""', f'proxy = "{proxy.url}"'))
        return proxy

    def test_through_a_proxy_certificates_are_still_checked(self):
        proxy = self.use_proxy()
        self.assertIn("certificate", self.crawl(expect=3).err)
        self.assertEqual({line.split()[0] for line in proxy.lines}, {"CONNECT"})

    def test_through_a_proxy_encrypted_pages_come_by_tunnel(self):
        proxy = self.use_proxy()
        settings = self.workspace / "claimline.toml"
        settings.write_text(settings.read_text().replace('ca_file = ""', f'ca_file = "{self.scratch / "cert.pem"}"'))
        self.crawl(expect=0)
        self.assertIn("HTTP/2.0 /report.html", self.served())
        self.assertEqual({line.split()[0] for line in proxy.lines}, {"CONNECT"})

    def test_through_a_proxy_plain_pages_are_asked_by_their_whole_address_and_private_ones_never(self):
        proxy = self.use_proxy()
        with Newsroom(self.scratch) as web:
            site = web.urls["wire"]
            refused = self.claimline("crawl", "--site", site, "--delay", "0", "--no-extract", expect=3)
            self.assertIn("private or reserved", refused.err)
            self.assertEqual(proxy.lines, [])
            self.claimline("crawl", "--site", site, "--delay", "0", "--allow-net", "127.0.0.0/8", "--no-extract")
            self.assertIn(f"GET {site.rstrip('/')}/robots.txt HTTP/1.1", proxy.lines)
            self.assertGreater(len(web.requests()), 5)


if __name__ == "__main__":
    main()
