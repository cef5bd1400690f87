package org.caudal.store.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a file, line by line, with line numbers; lines can be given back. Of a line that is
 * longer than a record may be only the number is kept.
 */
final class Lines implements AutoCloseable {
  /** Most bytes that a record may have. */
  static final int MOST_BYTES = 8 << 20;

  private static final int BUFFER_BYTES = 1 << 16;

  /** One line without its end. */
  static final class Line {
    private final long number;
    private final byte[] bytes;
    private final boolean tooLong;

    private Line(long number, byte[] bytes, boolean tooLong) {
      this.number = number;
      this.bytes = bytes;
      this.tooLong = tooLong;
    }

    /** Whether the line has more bytes than a record may have; then none is kept. */
    boolean tooLong() {
      return tooLong;
    }

    long number() {
      return number;
    }

    byte[] bytes() {
      return bytes;
    }

    boolean isEmpty() {
      return bytes.length == 0 && !tooLong;
    }
  }

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final Deque<Line> givenBack = new ArrayDeque<>();
  private final long bytes;
  private long filled;
  private int at;
  private int end;
  private long number;

  /** All lines of a stream. */
  Lines(InputStream in) {
    this(in, 0, Long.MAX_VALUE);
  }

  /**
   * The lines of the next bytes of a stream.
   *
   * @param before lines that came before them
   * @param bytes how many
   */
  Lines(InputStream in, long before, long bytes) {
    this.in = in;
    this.number = before;
    this.bytes = bytes;
  }

  /** Bytes before the next line, of those that were to be read; -1 where lines were given back. */
  long position() {
    return givenBack.isEmpty() ? filled - (end - at) : -1;
  }

  /** Number of the line that was read last. */
  long number() {
    return number;
  }

  /** The next line, or null at the end. */
  @Nullable Line next() throws IOException {
    if (!givenBack.isEmpty()) {
      return givenBack.removeFirst();
    }
    if (at == end && !fill()) {
      return null;
    }
    number++;
    int lineEnd = at;
    while (lineEnd < end && buffer[lineEnd] != '\n') {
      lineEnd++;
    }
    if (lineEnd < end) { // as most lines, it is in the buffer whole
      byte[] line = Arrays.copyOfRange(buffer, at, lineEnd);
      at = lineEnd + 1;
      return new Line(number, trimmed(line), /* tooLong= */ false);
    }
    return longerLine();
  }

  /** The line that begins in the buffer and ends behind it. */
  private Line longerLine() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long size = 0;
    boolean ended = false;
    while (!ended && (at < end || fill())) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      size += at - from;
      if (size <= MOST_BYTES) {
        bytes.write(buffer, from, at - from);
      }
      ended = at < end;
      at += ended ? 1 : 0;
    }
    return size > MOST_BYTES
        ? new Line(number, new byte[0], /* tooLong= */ true)
        : new Line(number, trimmed(bytes.toByteArray()), /* tooLong= */ false);
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, (int) Math.min(buffer.length, bytes - filled)));
    filled += end;
    return end > 0;
  }

  /** The bytes without a byte order mark before and a carriage return after them. */
  private byte[] trimmed(byte[] line) {
    int from = number == 1 && startsWithByteOrderMark(line) ? 3 : 0;
    int to = line.length > from && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    return from == 0 && to == line.length ? line : Arrays.copyOfRange(line, from, to);
  }

  /** Puts lines back, to be read again in their order. */
  void giveBack(List<Line> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      givenBack.addFirst(lines.get(i));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static boolean startsWithByteOrderMark(byte[] line) {
    return line.length >= 3
        && line[0] == (byte) 0xEF
        && line[1] == (byte) 0xBB
        && line[2] == (byte) 0xBF;
  }
}
