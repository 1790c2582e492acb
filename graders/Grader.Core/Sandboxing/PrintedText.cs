using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;

namespace Grader.Core.Sandboxing;

/// <summary>
/// What a program prints between a request and its answer, up to a limit. Read when asked and never by itself: what was printed before an answer
/// came lies in the pipe by then, so the same program has printed the same text at the same answer, however busy the machine is.
/// </summary>
internal sealed class PrintedText : IDisposable
{
    private readonly Reader _out, _error;
    private readonly int _limit;

    public PrintedText(Process process, int limit)
    {
        _limit = limit;
        _out = new Reader((AnonymousPipeClientStream)process.StandardOutput.BaseStream);
        _error = new Reader((AnonymousPipeClientStream)process.StandardError.BaseStream);
    }

    public bool TooMuch => _out.Bytes + _error.Bytes > _limit;

    /// <summary>A new request: what was printed for the last one counts no more.</summary>
    public void Begin()
    {
        _out.Begin();
        _error.Begin();
    }

    /// <summary>Takes what has come; a program that prints faster than it is asked waits at its full pipe.</summary>
    public void Take()
    {
        _out.Take(_limit);
        _error.Take(_limit);
    }

    /// <summary>The two streams one after the other: how they mixed depended on the machine.</summary>
    public override string ToString() => _out.ToString() + _error;

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }

    private sealed class Reader : IDisposable
    {
        private const int GetFlags = 3, SetFlags = 4, NonBlocking = 0x800;

        private readonly AnonymousPipeClientStream _stream; // a Process leaves it to whoever has asked for it
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
        private readonly byte[] _buffer = new byte[4096];
        private readonly StringBuilder _text = new();
        private readonly char[] _characters = new char[Encoding.UTF8.GetMaxCharCount(4096)];

        public Reader(AnonymousPipeClientStream stream)
        {
            _stream = stream;
            var flags = Control(Handle, GetFlags, 0);
            if (flags < 0 || Control(Handle, SetFlags, flags | NonBlocking) < 0) throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }

        public int Bytes { get; private set; }

        private int Handle => (int)_stream.SafePipeHandle.DangerousGetHandle();

        public void Begin()
        {
            _text.Clear();
            Bytes = 0;
        }

        public void Take(int limit)
        {
            // Past the limit there is nothing more to know: the program will be ended.
            while (Bytes <= limit && Read(Handle, _buffer, _buffer.Length) is var count and > 0)
            {
                Bytes += (int)count;
                _text.Append(_characters, 0, _decoder.GetChars(_buffer, 0, (int)count, _characters, 0, flush: false));
            }
        }

        public override string ToString() => _text.ToString();

        public void Dispose() => _stream.Dispose();

        [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Control(int file, int command, int flags);

        [DllImport("libc", EntryPoint = "read", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern nint Read(int file, byte[] to, nint most);
    }
}
