using Sonde.Proc;
using Sonde.Symbols.Processes;
using Sonde.Testing;

namespace Sonde.Symbols.Tests.Processes;

public sealed class UserSymbolsTests : IDisposable
{
    private readonly TemporaryTree _tree = new();
    private readonly UserSymbols _symbols = new(LinuxRoot.Live);

    private string Program => Path.Combine(_tree.Directory, "sample");

    [Theory]
    [InlineData("-pie")]
    [InlineData("-no-pie")]
    [InlineData("-static")]
    public void Function_of_a_running_program_is_named(string option)
    {
        Compile(option);
        using SampleProcess process = SampleProcess.Start(Program);
        UserSymbol visible = _symbols.Resolve(process.Pid, process.Visible + 2);
        Assert.Equal(("visible_work", 2ul, Program), (visible.Name, visible.Offset, visible.Module));
        Assert.Equal("visible_work+2", visible.ToText(withOffset: true, withModule: false));
        Assert.Equal($"visible_work+2 ({Program})", visible.ToText(withOffset: true, withModule: true));
        Assert.Equal("hidden_work+0", _symbols.Resolve(process.Pid, process.Hidden).ToString());
        Assert.Equal("fopen", _symbols.Resolve(process.Pid, process.LibraryFunction).Name!.Replace("_IO_new_", "", StringComparison.Ordinal).Replace("_IO_", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Unknown_address_is_a_number()
    {
        Compile();
        using SampleProcess process = SampleProcess.Start(Program);
        UserSymbol unknown = _symbols.Resolve(process.Pid, 0x1234);
        Assert.Equal("0x1234", unknown.ToString());
        Assert.Equal("0x1234 ([unknown])", unknown.ToText(withOffset: true, withModule: true));
        Assert.Equal("0x1234", _symbols.Resolve(int.MaxValue, 0x1234).ToString());
    }

    [Fact]
    public void Function_of_the_vdso_is_named()
    {
        Compile();
        using SampleProcess process = SampleProcess.Start(Program);
        Assert.SkipWhen(process.Vdso == 0, "the kernel maps no vDSO");
        // Somewhere in its code: the names of the ELF image as the process has it.
        List<UserSymbol> named = [.. Enumerable.Range(0, 4096).Select(step => _symbols.Resolve(process.Pid, process.Vdso + (ulong)step)).Where(symbol => symbol.Name is not null)];
        Assert.Contains(named, symbol => symbol.Name!.Contains("vdso_", StringComparison.Ordinal) || symbol.Name.Contains("clock_gettime", StringComparison.Ordinal));
        Assert.All(named, symbol => Assert.Equal("[vdso]", symbol.Module));
    }

    [Fact]
    public void Ended_program_that_was_remembered_is_named()
    {
        Compile();
        SampleProcess process = SampleProcess.Start(Program);
        _symbols.Remember(process.Pid);
        process.Dispose();
        Assert.Equal("visible_work+1", _symbols.Resolve(process.Pid, process.Visible + 1).ToString());
        _symbols.Forget(process.Pid);
        Assert.Null(_symbols.Resolve(process.Pid, process.Visible + 1).Name);
    }

    [Fact]
    public void Deleted_program_is_named_through_its_mapping()
    {
        Compile();
        using SampleProcess process = SampleProcess.Start(Program);
        File.Delete(Program);
        Assert.Equal("visible_work+0", _symbols.Resolve(process.Pid, process.Visible).ToString());
    }

    [Fact]
    public void Replaced_program_is_not_mistaken_for_its_successor()
    {
        Compile();
        using SampleProcess process = SampleProcess.Start(Program);
        File.Delete(Program);
        File.Copy("/bin/true", Program);
        Assert.Equal("visible_work+0", _symbols.Resolve(process.Pid, process.Visible).ToString());
    }

    [Fact]
    public void Stripped_program_is_named_from_its_debug_link()
    {
        Compile("-Wl,--build-id=none");
        Assert.SkipUnless(ProgramRun.IsOnPath("objcopy"), "objcopy is not installed");
        string debug = Program + ".debug";
        ProgramRun.Of("objcopy", "--only-keep-debug", Program, debug).Checked();
        ProgramRun.Of("objcopy", "--strip-all", $"--add-gnu-debuglink={debug}", Program).Checked();
        using SampleProcess process = SampleProcess.Start(Program);
        Assert.Equal("hidden_work+0", _symbols.Resolve(process.Pid, process.Hidden).ToString());
        // One that does not fit is not taken.
        File.AppendAllText(debug, "x");
        using UserSymbols anew = new(LinuxRoot.Live);
        Assert.Null(anew.Resolve(process.Pid, process.Hidden).Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Program_in_another_root_is_named_from_its_own_files(bool hasEnded)
    {
        Compile("-static");
        Assert.SkipUnless(ProgramRun.IsOnPath("unshare"), "unshare is not installed");
        // What has its path on the machine is another program.
        string root = Directory.CreateDirectory(Path.Combine(_tree.Directory, "root")).FullName;
        string script = $"mount -t tmpfs none {root} 2>/dev/null || exit 3; mkdir {root}/bin; cp {Program} {root}/bin/true; exec chroot {root} /bin/true";
        SampleProcess process = SampleProcess.Start("unshare", "-m", "sh", "-c", script);
        using (process)
        {
            _symbols.Remember(process.Pid);
            if (hasEnded)
                process.End();
            UserSymbol symbol = _symbols.Resolve(process.Pid, process.Visible);
            Assert.Equal("visible_work", symbol.Name);
            Assert.EndsWith("/bin/true", symbol.Module);
        }
    }

    [Fact]
    public void Compiled_function_is_named_from_the_perf_map()
    {
        Compile();
        using SampleProcess process = SampleProcess.Start(Program);
        // A stack is no file; its end is a place where nothing else is named.
        string stack = File.ReadLines($"/proc/{process.Pid}/maps").First(line => line.EndsWith("[vsyscall]", StringComparison.Ordinal) || line.EndsWith("[vdso]", StringComparison.Ordinal));
        string map = $"/tmp/perf-{process.Pid}.map";
        ulong start = Convert.ToUInt64(stack.Split('-')[0], 16) + 0x10;
        try
        {
            File.WriteAllText(map, $"{start:x} 20 Compiled::function\n");
            ulong address = start + 3;
            UserSymbol symbol = _symbols.Resolve(process.Pid, address);
            Assert.Equal("Compiled::function+3", symbol.ToString());
        }
        finally
        {
            File.Delete(map);
        }
    }

    public void Dispose()
    {
        _symbols.Dispose();
        _tree.Dispose();
    }

    private void Compile(params string[] options)
    {
        Assert.SkipUnless(SampleProcess.CanCompile, "gcc is not installed");
        SampleProcess.Compile(Program, options);
    }
}
