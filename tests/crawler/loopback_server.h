#pragma once
// A real HTTP server on loopback for tests: scripted answers, byte for byte, and a record of what was asked.

#include <arpa/inet.h>
#include <fmt/core.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace claimline {

class LoopbackServer {
  public:
    struct Request {
        std::string target;
        std::string head;  // as received
        int nth = 0;       // how often this target was asked before
        std::chrono::steady_clock::time_point at;

        [[nodiscard]] std::string header(std::string_view name) const {
            const auto start = head.find(fmt::format("\r\n{}: ", name));
            if (start == std::string::npos) return {};
            const auto value = start + name.size() + 4;
            return head.substr(value, head.find("\r\n", value) - value);
        }
    };
    // The raw answer; the connection is closed behind it. An empty one is never sent: the server holds its
    // tongue.
    using Handler = std::function<std::string(const Request&)>;

    explicit LoopbackServer(Handler handler, const char* address = "127.0.0.1")
        : handler_(std::move(handler)), address_(address) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in where{};
        where.sin_family = AF_INET;
        inet_pton(AF_INET, address, &where.sin_addr);
        socklen_t size = sizeof where;
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&where), size) != 0 || ::listen(listener_, 64) != 0)
            std::abort();
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&where), &size);
        port_ = ntohs(where.sin_port);
        thread_ = std::jthread([this](const std::stop_token& stop) { accept_all(stop); });
    }
    ~LoopbackServer() {
        thread_.request_stop();
        stopping_ = true;
        thread_.join();
        ::close(listener_);
        connections_.clear();
    }
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    [[nodiscard]] std::string origin() const { return fmt::format("http://{}:{}", address_, port_); }
    [[nodiscard]] std::string url(std::string_view target) const { return origin() + std::string(target); }
    [[nodiscard]] std::vector<Request> requests() const {
        const std::scoped_lock lock(mutex_);
        return requests_;
    }
    [[nodiscard]] int hits(const std::string& target) const {
        const std::scoped_lock lock(mutex_);
        const auto found = hits_.find(target);
        return found == hits_.end() ? 0 : found->second;
    }
    void forget() {
        const std::scoped_lock lock(mutex_);
        requests_.clear();
        hits_.clear();
    }

  private:
    void accept_all(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            pollfd wait{listener_, POLLIN, 0};
            if (::poll(&wait, 1, 20) <= 0) continue;
            const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (connection >= 0) connections_.emplace_back([this, connection] { serve(connection); });
        }
    }

    void serve(int connection) {
        std::string head;
        char piece[4096];
        while (head.find("\r\n\r\n") == std::string::npos) {
            const auto n = ::recv(connection, piece, sizeof piece, 0);
            if (n <= 0) break;
            head.append(piece, static_cast<std::size_t>(n));
        }
        Request request;
        const auto target = head.find(' ') + 1;
        request.target = head.substr(target, head.find(' ', target) - target);
        request.head = head;
        request.at = std::chrono::steady_clock::now();
        {
            const std::scoped_lock lock(mutex_);
            request.nth = hits_[request.target]++;
            requests_.push_back(request);
        }
        std::string answer = handler_(request);
        while (answer.empty() && !stopping_) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        std::string_view rest = answer;
        while (!rest.empty()) {
            const auto n = ::send(connection, rest.data(), rest.size(), MSG_NOSIGNAL);
            if (n <= 0) break;
            rest.remove_prefix(static_cast<std::size_t>(n));
        }
        ::close(connection);
    }

    Handler handler_;
    std::string address_;
    int listener_ = -1;
    int port_ = 0;
    mutable std::mutex mutex_;
    std::vector<Request> requests_;
    std::map<std::string, int> hits_;
    std::atomic<bool> stopping_ = false;
    std::jthread thread_;
    std::vector<std::jthread> connections_;
};

// A whole answer with its length.
inline std::string answer(std::string_view body, std::string_view more_headers = "",
                          std::string_view status = "200 OK") {
    return fmt::format(
        "HTTP/1.1 {}\r\nContent-Type: text/html\r\n{}Content-Length: {}\r\nConnection: close\r\n\r\n{}",
        status, more_headers, body.size(), body);
}

}  // namespace claimline
