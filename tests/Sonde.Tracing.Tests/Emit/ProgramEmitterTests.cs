using Sonde.Bpf.Instructions;
using Sonde.Tracing.Emit;
using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Tests.Emit;

public sealed class ProgramEmitterTests
{
    [Fact]
    public void Filter_and_count_is_as_tight_as_by_hand() =>
        Assert.Equal(
            """
            call bpf_get_current_pid_tgid#14
            r5 = r0
            r5 >>= 32
            if r5 != 0x4d2 goto pc+21
            w5 = w0
            *(u64 *)(r10 -8) = r5
            r1 = map[id:0]
            r2 = r10
            r2 += -8
            call bpf_map_lookup_elem#1
            if r0 == 0x0 goto pc+4
            r5 = *(u64 *)(r0 +0)
            r5 += 1
            *(u64 *)(r0 +0) = r5
            goto pc+9
            *(u64 *)(r10 -16) = 1
            r1 = map[id:0]
            r2 = r10
            r2 += -8
            r3 = r10
            r3 += -16
            r4 = 0
            call bpf_map_update_elem#2
            r0 = 0
            exit
            """,
            Listing.Of(Shapes.FilterAndCount()));
}
