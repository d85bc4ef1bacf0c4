/* What the commands of load share. */
#pragma once
#include <netinet/in.h>

/* Prints a message, which ends without a line feed, and exits with status 1. */
__attribute__((noreturn, format(printf, 1, 2))) void die(const char *format, ...);

/* HOST:PORT of IPv4, as words of the command line. */
struct sockaddr_in address(const char *host, const char *port);

/* A TCP connection without Nagle's delay. */
int connect_to(const struct sockaddr_in *server);

/* Seconds of the monotonic clock. */
double clock_seconds(void);

/* The commands: their arguments after the name; return the exit status, 2 for a wrong call. */
int make(int count, char **argument);
int send_load(int count, char **argument);
