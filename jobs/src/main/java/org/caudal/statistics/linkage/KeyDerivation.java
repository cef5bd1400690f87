package org.caudal.statistics.linkage;

import java.nio.ByteBuffer;
import javax.crypto.Mac;
import org.caudal.statistics.Hmac;

/** Keys that are made of one secret: HKDF with HMAC-SHA-256 or HMAC-SHA-512 (RFC 5869). */
final class KeyDerivation {
  private static final int MOST_BLOCKS = 255;

  private KeyDerivation() {}

  /**
   * So many bytes, the same for the same secret, salt and info.
   *
   * @param algorithm {@code HmacSHA256} or {@code HmacSHA512}
   * @param salt may be empty
   * @param info what the keys are for; may be empty
   */
  static byte[] bytes(String algorithm, byte[] secret, byte[] salt, byte[] info, int length) {
    int hashLength = Hmac.of(algorithm, new byte[1]).getMacLength();
    int blocks = Math.floorDiv(length + hashLength - 1, hashLength);
    if (blocks > MOST_BLOCKS) {
      throw new IllegalArgumentException(
          algorithm
              + " gives at most "
              + MOST_BLOCKS * hashLength
              + " bytes of keys, not "
              + length);
    }
    byte[] extracted =
        Hmac.of(algorithm, salt.length == 0 ? new byte[hashLength] : salt).doFinal(secret);
    Mac expand = Hmac.of(algorithm, extracted);
    ByteBuffer all = ByteBuffer.allocate(blocks * hashLength);
    byte[] block = {};
    for (int i = 1; i <= blocks; i++) {
      expand.update(block);
      expand.update(info);
      block = expand.doFinal(new byte[] {(byte) i});
      all.put(block);
    }
    byte[] bytes = new byte[length];
    all.rewind().get(bytes);
    return bytes;
  }
}
