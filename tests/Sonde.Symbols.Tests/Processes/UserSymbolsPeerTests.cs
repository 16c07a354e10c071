using System.Diagnostics;
using System.Globalization;
using Sonde.Proc;
using Sonde.Symbols.Processes;
using Sonde.Testing;

namespace Sonde.Symbols.Tests.Processes;

/// <summary>User stacks of a C++ program as bpftrace names them at the same moment.</summary>
public sealed class UserSymbolsPeerTests
{
    private const string Source = """
        #include <algorithm>
        #include <cstdlib>
        #include <ctime>
        #include <functional>
        #include <string>
        #include <vector>
        namespace work
        {
        template <typename T, int N>
        struct Loop
        {
            std::vector<T> data;
            Loop() : data(N) {}
            __attribute__((noinline)) T turn(std::function<T(T)> f) { T sum{}; for (auto &d : data) sum += f(d++); return sum; }
        };
        }
        static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
        int main(int argc, char **)
        {
            volatile long total = 0;
            for (time_t end = time(nullptr) + 30; time(nullptr) < end;)
            {
                work::Loop<long, 1000> loop;
                total = total + loop.turn([argc](long v) { volatile long r = v * argc; for (int i = 0; i < 20; i++) r = r + i; return (long)r; });
                std::vector<int> v(2000);
                for (auto &e : v) e = rand();
                qsort(v.data(), v.size(), 4, compare);
                std::sort(v.begin(), v.end(), [](int a, int b) { return a > b; });
                std::string s;
                for (int i = 0; i < 50; i++) s += std::to_string(v[i]);
                total = total + s.size();
            }
            return total == 1;
        }
        """;

    [Fact]
    public void Frames_are_named_as_bpftrace_names_them()
    {
        foreach (string program in (string[])["bpftrace", "g++"])
            Assert.SkipUnless(ProgramRun.IsOnPath(program), $"{program} is not installed");
        Assert.SkipUnless(Environment.UserName == "root", "bpftrace needs root");
        using TemporaryTree tree = new();
        string path = Path.Combine(tree.Directory, "spin");
        File.WriteAllText(path + ".cpp", Source);
        ProgramRun.Of("g++", "-O1", "-fno-omit-frame-pointer", "-o", path, path + ".cpp").Checked();
        using Process process = Process.Start(path);
        try
        {
            string script = $"profile:hz:499 /pid == {process.Id}/ {{ @[ustack(perf)] = count(); }} interval:s:3 {{ exit(); }}";
            ProgramRun run = ProgramRun.Of("bpftrace", "-e", script);
            Assert.SkipUnless(run.ExitStatus == 0, $"bpftrace does not work here: {run.Errors}");
            using UserSymbols symbols = new(LinuxRoot.Live);
            List<(string Expected, string Actual)> frames = [];
            foreach (string line in run.Output.Split('\n').Where(line => line.StartsWith('\t') && !line.EndsWith("([unknown])", StringComparison.Ordinal)).Distinct())
            {
                ulong address = ulong.Parse(line.AsSpan(1, line.IndexOf(' ', StringComparison.Ordinal) - 1), NumberStyles.HexNumber);
                frames.Add((line, $"\t{address:x} {symbols.Resolve(process.Id, address).ToText(withOffset: true, withModule: true)}"));
            }

            Assert.True(frames.Count > 5, $"only {frames.Count} frames");
            Assert.All(frames, frame => Assert.True(AreAlike(frame.Expected, frame.Actual), $"bpftrace: {frame.Expected}, sonde: {frame.Actual}"));
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    // Of several names of one place bpftrace takes any: __qsort_r for qsort_r, __GI___libc_malloc for malloc. Address, offset and file must agree.
    private static bool AreAlike(string expected, string actual)
    {
        (string theirs, string theirPlace) = Split(expected);
        (string ours, string ourPlace) = Split(actual);
        return theirPlace == ourPlace && (theirs.Contains(ours, StringComparison.Ordinal) || ours.Contains(theirs.TrimStart('_'), StringComparison.Ordinal));
    }

    // A line is an address, the name, and behind the last plus sign the offset and the file.
    private static (string Name, string Place) Split(string line)
    {
        int name = line.IndexOf(' ', StringComparison.Ordinal);
        int place = line.LastIndexOf('+');
        return (line[(name + 1)..place], line[..name] + line[place..]);
    }
}
