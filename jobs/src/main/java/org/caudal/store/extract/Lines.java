package org.caudal.store.extract;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes of a file, line by line, with line numbers; lines can be given back. */
final class Lines implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  /** One line without its end. */
  static final class Line {
    private final long number;
    private final byte[] bytes;

    private Line(long number, byte[] bytes) {
      this.number = number;
      this.bytes = bytes;
    }

    long number() {
      return number;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  private final BufferedInputStream in;
  private final Deque<Line> givenBack = new ArrayDeque<>();
  private long number;

  Lines(InputStream in) {
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
  }

  /** The next line, or null at the end. */
  @Nullable Line next() throws IOException {
    if (!givenBack.isEmpty()) {
      return givenBack.removeFirst();
    }
    int b = in.read();
    if (b < 0) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (b >= 0 && b != '\n') {
      bytes.write(b);
      b = in.read();
    }
    byte[] line = bytes.toByteArray();
    number++;
    if (number == 1 && startsWithByteOrderMark(line)) {
      line = java.util.Arrays.copyOfRange(line, 3, line.length);
    }
    int length = line.length;
    return new Line(
        number,
        length > 0 && line[length - 1] == '\r' ? java.util.Arrays.copyOf(line, length - 1) : line);
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
