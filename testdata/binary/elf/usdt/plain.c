#include <sys/sdt.h>
#include <stdint.h>
static volatile int counter = 7;
int table[16];
int fib(int n)
{
    DTRACE_PROBE2(sonde, fib, n, table[n & 15]);
    DTRACE_PROBE3(sonde, constant, 5, (int64_t)-4, 'x');
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
int main(int argc, char **argv)
{
    DTRACE_PROBE1(sonde, start, argc);
    DTRACE_PROBE(sonde, nothing);
    counter += fib(argc);
    DTRACE_PROBE2(sonde, end, counter, argv);
    return counter == 1000;
}
