package org.caudal.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Keys of cells, by whole numbers of any size from the pseudonyms of {@link TestInputs}. */
public final class RecordKeys {
  private RecordKeys() {}

  /** The sum of the record keys of persons, modulo 2^32: of digits 9 to 16 of each pseudonym. */
  public static long cellKey(Stream<String> persons) {
    return persons
        .map(person -> new BigInteger(digits(person), 16))
        .reduce(BigInteger.ZERO, BigInteger::add)
        .mod(BigInteger.TWO.pow(32))
        .longValueExact();
  }

  private static String digits(String person) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("record-key:" + person).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(8, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
