package org.caudal.statistics;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes that every Java platform has. */
public final class Hmac {
  private Hmac() {}

  /**
   * A keyed hash, ready for text; for one thread.
   *
   * @param algorithm {@code HmacSHA256} or {@code HmacSHA512}
   */
  public static Mac of(String algorithm, byte[] key) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm + ".", e);
    }
  }
}
