int counter = 3;
static int helper(int n) { return n * counter; }
__attribute__((weak)) int maybe(int n) { return helper(n) + 1; }
int entry(int n) { return maybe(n) + helper(n + 2); }
