using Sonde.Bpf.Instructions;

namespace Sonde.Bpf.Tests.Instructions;

public sealed class DisassemblerTests
{
    [Fact]
    public void Every_opcode_with_any_operands_has_a_text()
    {
        Random random = new(1);
        byte[] fields = new byte[16];
        for (int opcode = 0; opcode < 256; opcode++)
        {
            for (int i = 0; i < 200; i++)
            {
                random.NextBytes(fields);
                fields[0] = (byte)opcode;
                BpfInstruction[] pair = Disassembler.Decode(fields);
                Assert.StartsWith($"({opcode:x2}) ", Disassembler.Format(pair[0], pair[1]), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Wide_load_cut_off_at_the_end_is_printed()
    {
        Assert.Equal(["   0: (18) r1 = 0x5"], Disassembler.Lines([BpfInstruction.LoadWide(BpfRegister.R1, 5).First]));
    }

    [Fact]
    public void Bytes_that_are_no_whole_instruction_are_left_out() => Assert.Single(Disassembler.Decode(new byte[15]));

    [Fact]
    public void Names_of_the_caller_replace_numbers()
    {
        DisassemblerNames names = new() { Call = _ => "bpf_mine", Immediate = (_, _) => "map[mine]" };
        Assert.Equal("(85) call bpf_mine#5", Disassembler.Format(BpfInstruction.Call(BpfHelper.KtimeGetNs), default, names));
        Assert.Equal("(18) r1 = map[mine]", Disassembler.Format(BpfInstruction.LoadMap(BpfRegister.R1, 3).First, default, names));
    }

    [Fact]
    public void Helper_names_follow_the_kernels_numbers()
    {
        Assert.Equal("bpf_map_lookup_elem", BpfHelperNames.NameOf(BpfHelper.MapLookupElem));
        Assert.Equal("bpf_ringbuf_output", BpfHelperNames.NameOf(BpfHelper.RingbufOutput));
        Assert.Equal("bpf_cgrp_storage_delete", BpfHelperNames.NameOf((BpfHelper)211));
        Assert.Equal("helper#212", BpfHelperNames.NameOf((BpfHelper)212));
        Assert.Equal(211, BpfHelperNames.Highest);
        foreach (BpfHelper helper in Enum.GetValues<BpfHelper>().Where(helper => helper != BpfHelper.None))
            Assert.Equal(helper.ToString(), BpfHelperNames.NameOf(helper)["bpf_".Length..].Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
    }
}
