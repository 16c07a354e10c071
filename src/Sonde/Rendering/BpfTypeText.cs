using Sonde.Binary.Btf;
using Sonde.CommandLine;
using Sonde.Linux;
using Sonde.Terminal;

namespace Sonde.Rendering;

/// <summary>Types of the kernel as C.</summary>
internal static class BpfTypeText
{
    private const string KernelTypes = "/sys/kernel/btf/vmlinux";

    // What a name alone means first: "task_struct" the struct, not the typedef or function of the same name.
    private static readonly BtfKind[] Kinds =
        [BtfKind.Struct, BtfKind.Union, BtfKind.Enumeration, BtfKind.Enumeration64, BtfKind.Typedef, BtfKind.Function, BtfKind.Variable, BtfKind.Integer, BtfKind.Float];

    /// <summary>The declaration of the type that <paramref name="words"/> name, as "task_struct" or "struct task_struct".</summary>
    public static byte[] Print(string[] words, TerminalPage page, bool json)
    {
        string name = words is [.., string last] && words.Length <= 2 ? last : throw new CommandFailure(ExitCode.Usage, "btf takes the name of a type", "for one: sonde bpf btf task_struct");
        BtfImage image = Load();
        string text = string.Join('\n', Matching(image, words, name).Select(id => BtfDeclaration.Of(image, id)));
        if (text.Length == 0)
            throw new CommandFailure(ExitCode.NoInput, $"the kernel has no type '{string.Join(' ', words)}'");
        if (json)
        {
            return BpfObjectReport.Json(writer =>
            {
                writer.WriteString("name", name);
                writer.WriteString("declaration", text);
            });
        }

        foreach (string line in text.TrimEnd('\n').Split('\n'))
            page.WriteLine(line.TrimStart('\t'), 4 * line.TakeWhile(letter => letter == '\t').Count());
        return page.Written.ToArray();
    }

    private static IEnumerable<int> Matching(BtfImage image, string[] words, string name)
    {
        foreach (BtfKind kind in Kinds)
        {
            if (words.Length == 2 && !Keyword(words[0]).Contains(kind))
                continue;
            if (image.TryFind(name, kind, out int id))
            {
                yield return id;
                yield break;
            }
        }
    }

    private static BtfKind[] Keyword(string word) => word switch
    {
        "struct" => [BtfKind.Struct],
        "union" => [BtfKind.Union],
        "enum" => [BtfKind.Enumeration, BtfKind.Enumeration64],
        "typedef" => [BtfKind.Typedef],
        "func" or "function" => [BtfKind.Function],
        _ => throw new CommandFailure(ExitCode.Usage, $"'{word}' is not struct, union, enum, typedef or func"),
    };

    private static BtfImage Load()
    {
        Errno errno = FileDescriptor.TryOpen(KernelTypes, out FileDescriptor? file);
        if (!errno.IsSuccess)
            throw new CommandFailure(ExitCode.KernelLacks, $"{KernelTypes}: {errno}", "the kernel needs CONFIG_DEBUG_INFO_BTF");
        using (file)
        {
            byte[] bytes = new byte[8 << 20];
            int length = 0;
            int count;
            while ((errno = file!.ReadAt(bytes.AsSpan(length), length, out count)).IsSuccess && count > 0)
            {
                length += count;
                if (length == bytes.Length)
                    Array.Resize(ref bytes, length * 2);
            }

            return errno.IsSuccess ? BtfImage.Parse(bytes.AsMemory(0, length)) : throw new CommandFailure(ExitCode.InputOutput, $"{KernelTypes}: {errno}");
        }
    }
}
