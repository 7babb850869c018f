// The command line (CLI11 stays in this file).
