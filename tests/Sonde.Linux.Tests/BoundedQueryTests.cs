namespace Sonde.Linux.Tests;

public sealed class BoundedQueryTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_subject_that_answers_is_answered_and_its_error_passed_on()
    {
        var query = new BoundedQuery<int>(
            (string subject, out int answer) =>
            {
                answer = subject.Length;
                return subject.Length == 0 ? Errno.NoSuchEntry : Errno.Success;
            },
            2);

        Assert.Equal(Errno.Success, query.Ask("four", Ample, out int length));
        Assert.Equal(4, length);
        Assert.Equal(Errno.NoSuchEntry, query.Ask("", Ample, out _));
    }

    [Fact]
    public void A_hung_subject_times_out_is_not_asked_again_and_leaves_others_alone()
    {
        using var hang = new Hang();
        var query = new BoundedQuery<int>(hang.Call, 2);

        Assert.Equal(Errno.TimedOut, query.Ask("hung", Short, out _));
        Assert.Equal(Errno.TimedOut, query.Ask("hung", Ample, out _));
        Assert.Equal(Errno.TimedOut, query.Ask("hung", Ample, out _));

        Assert.Equal(1, hang.CallsOf("hung"));
        Assert.Equal(Errno.Success, query.Ask("fine", Ample, out _));
        Assert.Equal(Errno.Success, query.Ask("fine", Ample, out _));
        Assert.Equal(2, query.Threads);
    }

    [Fact]
    public void A_subject_that_came_back_is_asked_again()
    {
        using var hang = new Hang();
        var query = new BoundedQuery<int>(hang.Call, 1);
        Assert.Equal(Errno.TimedOut, query.Ask("hung", Short, out _));

        hang.End();

        Assert.True(SpinWait.SpinUntil(() => query.Ask("hung", Ample, out _).IsSuccess, Ample));
        Assert.True(hang.CallsOf("hung") >= 2);
    }

    [Fact]
    public void When_every_thread_hangs_nothing_waits_and_no_thread_is_added()
    {
        using var hang = new Hang();
        var query = new BoundedQuery<int>(hang.Call, 3);
        Assert.Equal(Errno.TimedOut, query.Ask("hung1", Short, out _));
        Assert.Equal(Errno.TimedOut, query.Ask("hung2", Short, out _));
        Assert.Equal(Errno.TimedOut, query.Ask("hung3", Short, out _));

        Assert.Equal(Errno.TimedOut, query.Ask("hung4", Ample, out _));
        Assert.Equal(Errno.TimedOut, query.Ask("fine", Ample, out _));

        Assert.Equal(3, query.Threads);
        Assert.Equal(0, hang.CallsOf("fine"));
    }

    [Fact]
    public async Task A_question_that_never_got_a_thread_is_dropped_when_its_caller_leaves()
    {
        using var hang = new Hang();
        var query = new BoundedQuery<int>(hang.Call, 1);
        Task<Errno> first = Task.Run(() => query.Ask("hung", Ample, out _), TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => hang.CallsOf("hung") == 1, Ample));

        Assert.Equal(Errno.TimedOut, query.Ask("fine", Short, out _));
        hang.End();

        Assert.Equal(Errno.Success, await first);
        Assert.Equal(0, hang.CallsOf("fine"));
        Assert.Equal(Errno.Success, query.Ask("fine", Ample, out _));
    }

    [Fact]
    public async Task Callers_who_ask_the_same_at_once_share_one_answer()
    {
        using var hang = new Hang();
        var query = new BoundedQuery<int>(hang.Call, 4);
        CancellationToken token = TestContext.Current.CancellationToken;
        Task<Errno>[] callers = [.. Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () => query.Ask("hung", Ample, out int _), token, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Assert.True(SpinWait.SpinUntil(() => hang.CallsOf("hung") == 1, Ample));
        hang.End();

        Assert.All(await Task.WhenAll(callers), outcome => Assert.Equal(Errno.Success, outcome));
        Assert.True(query.Threads <= 4);
    }

    private sealed class Hang : IDisposable
    {
        private readonly ManualResetEventSlim _ended = new();
        private readonly Dictionary<string, int> _calls = [];

        public Errno Call(string subject, out int answer)
        {
            lock (_calls)
                _calls[subject] = _calls.GetValueOrDefault(subject) + 1;
            if (subject.StartsWith("hung", StringComparison.Ordinal))
                _ended.Wait();
            answer = 1;
            return Errno.Success;
        }

        public int CallsOf(string subject)
        {
            lock (_calls)
                return _calls.GetValueOrDefault(subject);
        }

        public void End() => _ended.Set();

        // Only sets: the threads that hang here still need the event.
        public void Dispose() => _ended.Set();
    }
}
