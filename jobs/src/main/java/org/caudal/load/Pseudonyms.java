package org.caudal.load;

import static org.apache.spark.sql.functions.udf;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BiFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.problem.ProblemException;
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
    return pseudonym(hmac(key, "caudal:" + domain), identifier);
  }

  /** HMAC-SHA-256 of a text. */
  static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
    }
  }

  private static String pseudonym(byte[] domainKey, String identifier) {
    return HexFormat.of().formatHex(hmac(domainKey, identifier), 0, PSEUDONYM_BYTES);
  }

  /** The function that runs on executors; its key is in no plan and no log. */
  private static final class Pseudonym implements UDF1<@Nullable String, @Nullable String> {
    private static final long serialVersionUID = 1L;

    private final byte[] domainKey;

    private Pseudonym(byte[] domainKey) {
      this.domainKey = domainKey;
    }

    @Override
    public @Nullable String call(@Nullable String identifier) {
      return identifier == null ? null : pseudonym(domainKey, identifier);
    }
  }
}
