using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Grader.Contract;

/// <summary>
/// One message on a private pipe: magic, version, request number, nonce, byte count, payload. An answer carries the request's number
/// and nonce, so that nothing written before the request was read can be taken for its answer.
/// </summary>
public sealed record Frame(long Request, UInt128 Nonce, byte[] Payload)
{
    /// <summary>Bytes that the grader reads of one answer.</summary>
    public const int MaxAnswer = 16 << 20;

    private const uint Magic = 0x52445247; // "GRDR"
    private const ushort Version = 1;
    private const int HeaderSize = 4 + 2 + 8 + 16 + 4;

    public static Frame Ask(long request, byte[] payload) =>
        new(request, BinaryPrimitives.ReadUInt128LittleEndian(RandomNumberGenerator.GetBytes(16)), payload);

    public Frame Answer(byte[] payload) => this with { Payload = payload };

    public async Task WriteAsync(Stream stream, CancellationToken cancel)
    {
        var bytes = new byte[HeaderSize + Payload.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(6), Request);
        BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(14), Nonce);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(30), Payload.Length);
        Payload.CopyTo(bytes, HeaderSize);
        await stream.WriteAsync(bytes, cancel);
        await stream.FlushAsync(cancel);
    }

    /// <summary>The next frame, or null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">Not a frame, or larger than <paramref name="maxPayload"/> bytes; nothing of that size was allocated.</exception>
    public static async Task<Frame?> ReadAsync(Stream stream, int maxPayload, CancellationToken cancel)
    {
        var header = new byte[HeaderSize];
        var got = await stream.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false, cancel);
        if (got == 0) return null;
        if (got < HeaderSize) throw new EndOfStreamException("The pipe closed in the middle of a frame.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic) throw new InvalidDataException("Not a frame.");
        if (BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(4)) != Version) throw new InvalidDataException("A frame of another version.");
        var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(30));
        if (length < 0 || length > maxPayload) throw new InvalidDataException(FormattableString.Invariant($"A frame of {length} bytes; at most {maxPayload} were expected."));
        var payload = new byte[length];
        await stream.ReadExactlyAsync(payload, cancel);
        return new Frame(
            BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(6)), BinaryPrimitives.ReadUInt128LittleEndian(header.AsSpan(14)), payload);
    }
}
