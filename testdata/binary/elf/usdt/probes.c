#define _SDT_HAS_SEMAPHORES 1
#include <sys/sdt.h>
#include <stdint.h>

__extension__ unsigned short sonde_listened_semaphore __attribute__((unused)) __attribute__((section(".probes")));
#define _SDT_HAS_SEMAPHORES 1
static volatile int counter = 7;
static int table[16];

__attribute__((noinline)) int work(int64_t a, int b, unsigned char c, short *d, int i)
{
    STAP_PROBE5(sonde, listened, a, b, c, *d, &counter);
    return b + counter + (int)a + i;
}

int main(int argc, char **argv)
{
    short d = (short)argc;
    if (sonde_listened_semaphore)
        return 9;
    return work((int64_t)argv, argc, (unsigned char)argc, &d, table[argc & 15]) == 42;
}
