using Sonde.Binary.Btf;
using Sonde.Bpf.Instructions;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Programs;
using static Sonde.Bpf.Instructions.BpfRegister;

namespace Sonde.Bpf.Tests;

/// <summary>What tests on the running kernel share. Each test starts with <see cref="Require"/>.</summary>
internal static class LiveKernel
{
    private static readonly Lazy<BtfImage> KernelTypes = new(() => BtfImage.Parse(File.ReadAllBytes("/sys/kernel/btf/vmlinux")));

    public static BtfImage Types => KernelTypes.Value;

    public static void Require() => Assert.SkipUnless(Environment.UserName == "root", "BPF programs are loaded by root");

    public static int FunctionId(string name) => Types.TryFind(name, BtfKind.Function, out int id) ? id : throw new InvalidOperationException($"the kernel's types have no {name}");

    /// <summary>A one-element array that counts, its value mapped into memory.</summary>
    public static BpfMap Counter() => BpfMap.Create(new BpfMapDefinition
    {
        Type = BpfMapType.Array,
        KeySize = 4,
        ValueSize = 8,
        MaximumEntries = 1,
        Flags = BpfMapFlags.Mappable,
        Name = "test_counter",
    });

    public static long Read(BpfMap counter)
    {
        Span<byte> value = stackalloc byte[8];
        Assert.True(counter.Lookup([0, 0, 0, 0], value));
        return BitConverter.ToInt64(value);
    }

    /// <summary>A program that adds one to the counter and returns zero.</summary>
    public static BpfProgramDefinition Counting(BpfProgramType type, BpfMap counter)
    {
        Assembler assembler = new();
        assembler.LoadMapValue(R1, 0, 0);
        assembler.LoadConstant(R2, 1);
        assembler.Emit(BpfInstruction.Atomic(AtomicOperator.Add, MemorySize.DoubleWord, R1, 0, R2));
        assembler.LoadConstant(R0, 0);
        assembler.Emit(BpfInstruction.Exit());
        return Definition(type, assembler, counter);
    }

    /// <summary>A program that puts its attach cookie into the counter.</summary>
    public static BpfProgramDefinition TakingCookie(BpfProgramType type, BpfMap counter)
    {
        Assembler assembler = new();
        assembler.Call(BpfHelper.GetAttachCookie);
        assembler.LoadMapValue(R1, 0, 0);
        assembler.Emit(BpfInstruction.Store(MemorySize.DoubleWord, R1, 0, R0));
        assembler.LoadConstant(R0, 0);
        assembler.Emit(BpfInstruction.Exit());
        return Definition(type, assembler, counter);
    }

    public static BpfProgramDefinition Definition(BpfProgramType type, Assembler assembler, params BpfMap[] maps) => new()
    {
        Type = type,
        Instructions = assembler.Assemble().Link(map => maps[map].Descriptor.Number),
        Name = "test_program",
    };

    public static BpfProgramDefinition Definition(BpfProgramType type, params BpfInstruction[] instructions) =>
        new() { Type = type, Instructions = instructions, Name = "test_program" };

    /// <summary>Waits until the condition holds, ten seconds at most.</summary>
    public static bool Eventually(Func<bool> condition)
    {
        for (int i = 0; i < 1000; i++)
        {
            if (condition())
                return true;
            Thread.Sleep(10);
        }

        return false;
    }
}
