package org.caudal.load;

import static org.apache.spark.sql.functions.udf;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.BiFunction;
import javax.crypto.Mac;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.caudal.load.StaticCall.Argument;
import org.caudal.problem.ProblemException;
import org.caudal.statistics.Hmac;
import org.jspecify.annotations.Nullable;

/**
 * Pseudonyms: the first 128 bits of HMAC-SHA-256 (RFC 2104) of the identifier in UTF-8, as 32
 * hexadecimal digits.
 *
 * <p>Each domain has a key of its own, HMAC-SHA-256 of {@code caudal:} and the domain's name under
 * the platform's key, so that pseudonyms of two domains cannot be compared. Two of n identifiers
 * share a pseudonym with a probability below n² / 2¹²⁹.
 */
public final class Pseudonyms implements BiFunction<Column, String, Column> {
  /** Shortest key that is accepted: the length of the hash. */
  public static final int KEY_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int PSEUDONYM_BYTES = 16;
  private static final int NUMBER_DIGITS = 16;

  private final byte[] key;

  /** Pseudonyms under a key of at least {@link #KEY_BYTES} bytes. */
  public Pseudonyms(byte[] key) {
    if (key.length < KEY_BYTES) {
      throw ProblemException.user(
          "pseudonym key",
          "must have at least " + KEY_BYTES + " bytes, has " + key.length + ".",
          "Make one with `openssl rand -hex 32` and keep it where only the platform reads it.");
    }
    this.key = key.clone();
  }

  @Override
  public Column apply(Column identifier, String domain) {
    byte[] domainKey = hmac(key, "caudal:" + domain);
    return udf(new Pseudonym(domainKey), DataTypes.StringType).apply(identifier);
  }

  /** The pseudonym of one identifier. */
  public String of(String identifier, String domain) {
    return pseudonym(mac(hmac(key, "caudal:" + domain)), identifier);
  }

  /**
   * The first 64 bits of a pseudonym as a whole number with a sign, for tables of many rows. Two of
   * n identifiers share a number with a probability of about n² / 2⁶⁵: 0.0003 % for 10 million, 3 %
   * for a thousand million.
   *
   * @param pseudonym string column as {@link #apply} makes it
   */
  public static Column number(Column pseudonym) {
    return StaticCall.of(
        Pseudonyms.class,
        "number",
        DataTypes.LongType,
        /* isNullable= */ false,
        new Argument(pseudonym, DataTypes.StringType));
  }

  /** The first 64 bits of one pseudonym, for the code that Spark generates. */
  public static long number(UTF8String pseudonym) {
    long number = 0;
    for (int i = 0; i < NUMBER_DIGITS; i++) {
      number = number << 4 | HexFormat.fromHexDigit(pseudonym.getByte(i));
    }
    return number;
  }

  /** The first 64 bits of one pseudonym. */
  public static long number(String pseudonym) {
    return number(UTF8String.fromString(pseudonym));
  }

  /** HMAC-SHA-256 of a text. */
  static byte[] hmac(byte[] key, String text) {
    return mac(key).doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Mac mac(byte[] key) {
    return Hmac.of(ALGORITHM, key);
  }

  private static String pseudonym(Mac mac, String identifier) {
    byte[] hash = mac.doFinal(identifier.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, PSEUDONYM_BYTES);
  }

  /** The function that runs on executors; its key is in no plan and no log. */
  private static final class Pseudonym implements UDF1<@Nullable String, @Nullable String> {
    private static final long serialVersionUID = 1L;

    private final byte[] domainKey;

    /** Made once a task, which is one thread. */
    private transient @Nullable Mac mac;

    private Pseudonym(byte[] domainKey) {
      this.domainKey = domainKey;
    }

    @Override
    public @Nullable String call(@Nullable String identifier) {
      if (identifier == null) {
        return null;
      }
      if (mac == null) {
        mac = mac(domainKey);
      }
      return pseudonym(mac, identifier);
    }
  }
}
