"""The rules that turn print into speech, one idea a file; ``script.spoken`` puts them in order."""
