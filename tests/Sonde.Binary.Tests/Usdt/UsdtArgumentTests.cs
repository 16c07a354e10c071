using Sonde.Binary.Elf;
using Sonde.Binary.Usdt;
using Sonde.Testing;

namespace Sonde.Binary.Tests.Usdt;

public sealed class UsdtArgumentTests
{
    [Theory]
    [InlineData("-4@%edi", "Register 4s di")]
    [InlineData("8@-16(%rbp)", "Memory 8u -16+bp")]
    [InlineData("-4@$5", "Constant 4s 5")]
    [InlineData("8@$-4", "Constant 8u -4")]
    [InlineData("8@$0xffff", "Constant 8u 65535")]
    [InlineData("8@symbol(%rip)", "Symbol 8u symbol+0")]
    [InlineData("4@symbol+12(%rip)", "Symbol 4u symbol+12")]
    [InlineData("4@12+symbol(%rip)", "Symbol 4u symbol+12")]
    [InlineData("4@symbol-8", "Symbol 4u symbol+-8")]
    [InlineData("1@(%rax,%rcx,8)", "Memory 1u 0+ax+cx*8")]
    [InlineData("1@4(,%rcx,2)", "Memory 1u 4++cx*2")]
    [InlineData("2@(%r8,%r9)", "Memory 2u 0+r8+r9*1")]
    [InlineData("1@%ah", "Register 1u ax>>8")]
    [InlineData("1@%dil", "Register 1u di")]
    [InlineData("-2@%r13w", "Register 2s r13")]
    [InlineData("-1@%r9b", "Register 1s r9")]
    [InlineData("4@%r10d", "Register 4u r10")]
    [InlineData("8@%rsp", "Register 8u sp")]
    [InlineData("%rax", "Register 8u ax")]
    [InlineData("8f@%xmm0", "Unknown 8f")]
    [InlineData("8@%nonsense", "Unknown 8u")]
    [InlineData("3@%rax", "Unknown 8u")]
    [InlineData("8@4(%rax,%rcx,3)", "Unknown 8u")]
    [InlineData("8@", "Unknown 8u")]
    [InlineData("8@()", "Unknown 8u")]
    [InlineData("8@(%rax", "Unknown 8u")]
    public void Operand_of_x86_is_read(string text, string expected) => Assert.Equal(expected, Shown(Assert.Single(UsdtArgument.ParseAll(text, ElfMachine.X64))));

    [Theory]
    [InlineData("-4@5", "Constant 4s 5")]
    [InlineData("8@x0", "Register 8u x0")]
    [InlineData("-4@w19", "Register 4s x19")]
    [InlineData("8@[sp]", "Memory 8u 0+sp")]
    [InlineData("-4@[sp, 60]", "Memory 4s 60+sp")]
    [InlineData("8@[x1, -8]", "Memory 8u -8+x1")]
    [InlineData("8@[x1, x2]", "Memory 8u 0+x1+x2*1")]
    [InlineData("8@[x1, x2, lsl 3]", "Memory 8u 0+x1+x2*8")]
    [InlineData("8@[x1, x2, lsl 9]", "Unknown 8u")]
    [InlineData("8@x31", "Unknown 8u")]
    public void Operand_of_arm_is_read(string text, string expected) => Assert.Equal(expected, Shown(Assert.Single(UsdtArgument.ParseAll(text, ElfMachine.Arm64))));

    [Fact]
    public void Arguments_are_divided_outside_brackets()
    {
        Assert.Equal(["8@x0", "-4@[sp, 60]", "4@w1"], UsdtArgument.ParseAll("8@x0 -4@[sp, 60]  4@w1 ", ElfMachine.Arm64).Select(argument => argument.Text));
        Assert.Empty(UsdtArgument.ParseAll("", ElfMachine.X64));
    }

    [Fact]
    public void Damaged_text_is_read_as_something()
    {
        int refused = HostileText.Feed<ElfFormatException>(
            "-4@%edi 8@-16(%rbp) -4@$5 8@symbol+4(%rip) 1@(%rax,%rcx,8) 8@[x1, x2, lsl 3]"u8.ToArray(),
            bytes =>
            {
                string text = System.Text.Encoding.UTF8.GetString(bytes);
                _ = UsdtArgument.ParseAll(text, ElfMachine.X64).Count + UsdtArgument.ParseAll(text, ElfMachine.Arm64).Count;
            },
            mutations: 5000);
        Assert.Equal(0, refused);
    }

    [Theory]
    [InlineData(ElfMachine.X64, "r15", 0)]
    [InlineData(ElfMachine.X64, "di", 112)]
    [InlineData(ElfMachine.X64, "sp", 152)]
    [InlineData(ElfMachine.Arm64, "x30", 240)]
    [InlineData(ElfMachine.Arm64, "sp", 248)]
    public void Register_is_where_the_kernels_frame_has_it(ElfMachine machine, string register, int expected)
    {
        Assert.True(UsdtRegisters.TryFindOffset(machine, register, out int offset));
        Assert.Equal(expected, offset);
    }

    private static string Shown(UsdtArgument argument)
    {
        string value = argument.Kind switch
        {
            UsdtArgumentKind.Constant => $" {argument.Value}",
            UsdtArgumentKind.Register => $" {argument.Register}{(argument.RegisterShift == 0 ? "" : $">>{argument.RegisterShift}")}",
            UsdtArgumentKind.Memory => $" {argument.Value}+{argument.Register}{(argument.Index == "" ? "" : $"+{argument.Index}*{argument.Scale}")}",
            UsdtArgumentKind.Symbol => $" {argument.Symbol}+{argument.Value}",
            _ => "",
        };
        return $"{argument.Kind} {argument.Size}{(argument.IsFloat ? 'f' : argument.IsSigned ? 's' : 'u')}{value}";
    }
}
