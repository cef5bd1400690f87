package org.caudal.statistics.linkage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The hash BLAKE2b with a digest of 64 bytes, a key and a salt (RFC 7693; the salt as in Aumasson,
 * Neves, Wilcox-O'Hearn and Winnerlein 2013, section 2.8).
 */
final class Blake2b {
  /** Longest key. */
  static final int KEY_BYTES = 64;

  /** Bytes of a digest. */
  static final int DIGEST_BYTES = 64;

  private static final int SALT_BYTES = 16;
  private static final int BLOCK_BYTES = 128;
  private static final int ROUNDS = 12;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The first 64 bits behind the point of the square roots of the first eight primes. */
  private static final long[] START = {
    0x6a09e667f3bcc908L,
    0xbb67ae8584caa73bL,
    0x3c6ef372fe94f82bL,
    0xa54ff53a5f1d36f1L,
    0x510e527fade682d1L,
    0x9b05688c2b3e6c1fL,
    0x1f83d9abfb41bd6bL,
    0x5be0cd19137e2179L
  };

  /** The order in which each round takes the words of a block, a hexadecimal digit each. */
  private static final String[] ORDERS = {
    "0123456789abcdef",
    "ea489fd61c02b753",
    "b8c052fdae367194",
    "7931dcbe265a40f8",
    "905724afe1bc683d",
    "2c6a0b834d75fe19",
    "c51fed4a0763928b",
    "db7ec13950f4862a",
    "6fe9b308c2d714a5",
    "a2847615fb9e3cd0"
  };

  /** The words that each quarter of a round mixes: columns, then diagonals. */
  private static final int[][] QUARTERS = {
    {0, 4, 8, 12}, {1, 5, 9, 13}, {2, 6, 10, 14}, {3, 7, 11, 15},
    {0, 5, 10, 15}, {1, 6, 11, 12}, {2, 7, 8, 13}, {3, 4, 9, 14}
  };

  private Blake2b() {}

  /**
   * The digest of a message.
   *
   * @param key 1 to 64 bytes
   * @param salt at most 16 bytes; a shorter one is filled up with zeros
   */
  static byte[] digest(byte[] message, byte[] key, byte[] salt) {
    if (key.length == 0 || key.length > KEY_BYTES || salt.length > SALT_BYTES) {
      throw new IllegalArgumentException(
          "BLAKE2b takes a key of 1 to 64 and a salt of at most 16 bytes, not "
              + key.length
              + " and "
              + salt.length);
    }
    byte[] parameters = new byte[DIGEST_BYTES];
    parameters[0] = DIGEST_BYTES;
    parameters[1] = (byte) key.length;
    parameters[2] = 1; // fanout
    parameters[3] = 1; // depth
    System.arraycopy(salt, 0, parameters, 32, salt.length);
    long[] state = START.clone();
    for (int i = 0; i < state.length; i++) {
      state[i] ^= word(parameters, i);
    }
    byte[] blocks = Arrays.copyOf(Arrays.copyOf(key, BLOCK_BYTES), BLOCK_BYTES + message.length);
    System.arraycopy(message, 0, blocks, BLOCK_BYTES, message.length);
    for (int at = 0; at < blocks.length; at += BLOCK_BYTES) {
      int end = Math.min(at + BLOCK_BYTES, blocks.length);
      byte[] block = Arrays.copyOf(Arrays.copyOfRange(blocks, at, end), BLOCK_BYTES);
      compress(state, block, end, end == blocks.length);
    }
    byte[] digest = new byte[DIGEST_BYTES];
    for (int i = 0; i < state.length; i++) {
      WORDS.set(digest, i * Long.BYTES, state[i]);
    }
    return digest;
  }

  private static long word(byte[] bytes, int number) {
    return (long) WORDS.get(bytes, number * Long.BYTES);
  }

  private static void compress(long[] state, byte[] block, long bytesSoFar, boolean isLast) {
    long[] v = Arrays.copyOf(state, 16);
    System.arraycopy(START, 0, v, 8, START.length);
    v[12] ^= bytesSoFar;
    if (isLast) {
      v[14] = ~v[14];
    }
    for (int round = 0; round < ROUNDS; round++) {
      String order = ORDERS[round % ORDERS.length];
      for (int i = 0; i < QUARTERS.length; i++) {
        mix(
            v,
            QUARTERS[i],
            word(block, Character.digit(order.charAt(2 * i), 16)),
            word(block, Character.digit(order.charAt(2 * i + 1), 16)));
      }
    }
    for (int i = 0; i < state.length; i++) {
      state[i] ^= v[i] ^ v[i + 8];
    }
  }

  private static void mix(long[] v, int[] quarter, long x, long y) {
    int a = quarter[0];
    int b = quarter[1];
    int c = quarter[2];
    int d = quarter[3];
    v[a] += v[b] + x;
    v[d] = Long.rotateRight(v[d] ^ v[a], 32);
    v[c] += v[d];
    v[b] = Long.rotateRight(v[b] ^ v[c], 24);
    v[a] += v[b] + y;
    v[d] = Long.rotateRight(v[d] ^ v[a], 16);
    v[c] += v[d];
    v[b] = Long.rotateRight(v[b] ^ v[c], 63);
  }
}
