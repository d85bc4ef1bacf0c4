/* What the commands of load share. */
#pragma once
#include <netinet/in.h>
#include <stddef.h>

/* Prints a message, which ends without a line feed, and exits with status 1. */
__attribute__((noreturn, format(printf, 1, 2))) void die(const char *format, ...);

/* HOST:PORT of IPv4, as words of the command line. */
struct sockaddr_in address(const char *host, const char *port);

/* A TCP connection without Nagle's delay. */
int connect_to(const struct sockaddr_in *server);

/* Seconds of the monotonic clock, and a sleep until it says so many. */
double clock_seconds(void);
void sleep_until(double seconds);

/* Sends no more, and waits until the server closes too; if it is `silent`, an answer before that ends the run. */
void await_close(int connection, int silent);

/* Reads one HTTP answer into a C string; none comes unasked. Any status but 2xx ends the run. */
void read_answer(int connection, char *answer, size_t room);

/* The commands: their arguments after the name; return the exit status, 2 for a wrong call. */
int make(int count, char **argument);
int send_load(int count, char **argument);
int pace_load(int count, char **argument);
int probe(int count, char **argument);
