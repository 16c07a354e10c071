r1 = r2
r3 = 5
r3 = -5
w4 = w5
w4 = 7
r1 += r2
r1 += 10
r1 -= r2
r1 *= r2
r1 /= r2
r1 /= 3
r1 |= r2
r1 &= 255
r1 <<= 3
r1 >>= r2
r1 s>>= 4
r1 ^= r2
r1 = -r1
w1 += w2
w1 += 10
w1 /= 3
w1 s>>= 4
w1 = -w1
r1 = le16 r1
r1 = le64 r1
r1 = be16 r1
r1 = be32 r1
r1 = be64 r1
r0 = *(u8 *)(r1 + 3)
r0 = *(u16 *)(r1 + 4)
r0 = *(u32 *)(r1 - 4)
r0 = *(u64 *)(r10 - 8)
*(u8 *)(r10 - 1) = r1
*(u16 *)(r10 - 2) = r1
*(u32 *)(r10 - 4) = r1
*(u64 *)(r10 - 8) = r9
lock *(u64 *)(r1 + 8) += r2
lock *(u32 *)(r1 + 8) += r2
r0 = *(u8 *)skb[14]
r0 = *(u16 *)skb[12]
r0 = *(u32 *)skb[r3]
r1 = 1311768467463790320 ll
r1 = -1 ll
goto +5
goto -2
if r1 == r2 goto +3
if r1 == 7 goto +3
if r1 > r2 goto +3
if r1 >= 7 goto +3
if r1 != r2 goto +3
if r1 s> -1 goto +3
if r1 s>= r2 goto +3
if r1 < 9 goto +3
if r1 <= r2 goto +3
if r1 s< r2 goto +3
if r1 s<= -9 goto -3
if w1 == w2 goto +3
if w1 s< -9 goto +3
if w1 != 0 goto +3
call 6
call 181
exit
