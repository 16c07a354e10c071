
namespace Sonde.Linux;

/// <summary>
/// Asks questions that may hang in the kernel, on a bounded number of background threads, with a time-out for the caller.
/// A subject whose answer is overdue is not asked again until its thread comes back. Safe for concurrent use.
/// </summary>
/// <typeparam name="TAnswer">What is asked for.</typeparam>
internal sealed class BoundedQuery<TAnswer>
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(2);
    private readonly Call _call;
    private readonly int _maximumThreads;
    private readonly object _lock = new();
    private readonly Dictionary<string, Question> _open = new(StringComparer.Ordinal);
    private readonly Queue<Question> _waiting = new();
    private int _threads;
    private int _idleThreads;
    private int _hungThreads;

    /// <summary>Asks through <paramref name="call"/>, on at most <paramref name="maximumThreads"/> threads.</summary>
    public BoundedQuery(Call call, int maximumThreads)
    {
        _call = call;
        _maximumThreads = maximumThreads;
    }

    /// <summary>The call that may hang.</summary>
    public delegate Errno Call(string subject, out TAnswer? answer);

    /// <summary>Threads that exist now; for tests.</summary>
    internal int Threads
    {
        get
        {
            lock (_lock)
                return _threads;
        }
    }

    /// <summary>Asks about <paramref name="subject"/> and waits for at most <paramref name="timeout"/>.</summary>
    public Errno Ask(string subject, TimeSpan timeout, out TAnswer? answer)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(subject, out Question? question))
            {
                if (_hungThreads == _maximumThreads)
                {
                    answer = default;
                    return Errno.TimedOut;
                }

                question = new Question(subject);
                _open.Add(subject, question);
                _waiting.Enqueue(question);
                EngageThread();
            }

            return Await(question, timeout, out answer);
        }
    }

    private Errno Await(Question question, TimeSpan timeout, out TAnswer? answer)
    {
        TimeSpan start = Clock.Monotonic;
        while (!question.IsAnswered && !question.IsHung)
        {
            TimeSpan left = timeout - (Clock.Monotonic - start);
            if (left > TimeSpan.Zero)
                Monitor.Wait(_lock, left);
            else
                GiveUp(question);
        }

        answer = question.IsAnswered ? question.Answer : default;
        return question.IsAnswered ? question.Outcome : Errno.TimedOut;
    }

    private void GiveUp(Question question)
    {
        question.IsHung = true;
        if (question.IsBegun)
            _hungThreads++;
        else
            _open.Remove(question.Subject);
    }

    private void EngageThread()
    {
        if (_idleThreads >= _waiting.Count)
        {
            Monitor.PulseAll(_lock);
            return;
        }

        if (_threads == _maximumThreads)
            return;
        _threads++;
        new Thread(Work, maxStackSize: 256 * 1024) { IsBackground = true, Name = "sonde query" }.Start();
    }

    private void Work()
    {
        while (TakeQuestion() is Question question)
        {
            Errno outcome = _call(question.Subject, out TAnswer? answer);
            lock (_lock)
            {
                question.Outcome = outcome;
                question.Answer = answer;
                question.IsAnswered = true;
                _open.Remove(question.Subject);
                if (question.IsHung)
                    _hungThreads--;
                Monitor.PulseAll(_lock);
            }
        }
    }

    private Question? TakeQuestion()
    {
        lock (_lock)
        {
            while (true)
            {
                while (_waiting.TryDequeue(out Question? question))
                {
                    if (question.IsHung)
                        continue;
                    question.IsBegun = true;
                    return question;
                }

                _idleThreads++;
                bool pulsed = Monitor.Wait(_lock, IdleTime);
                _idleThreads--;
                if (!pulsed && _waiting.Count == 0)
                {
                    _threads--;
                    return null;
                }
            }
        }
    }

    private sealed class Question(string subject)
    {
        public string Subject { get; } = subject;

        public bool IsBegun { get; set; }

        public bool IsHung { get; set; }

        public bool IsAnswered { get; set; }

        public Errno Outcome { get; set; }

        public TAnswer? Answer { get; set; }
    }
}
