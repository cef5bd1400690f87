package org.caudal.statistics.linkage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a long-term key is made of, as a linkage schema of clkhash, version 3, says it.
 *
 * @param length bits of a key; a power of two
 * @param folds how often the halves of a longer key are laid on each other
 * @param derivation how each feature gets a key of its own
 * @param features in the order of the schema, also those that are left out: the keys of the others
 *     depend on their places
 */
public record LongTermKeySchema(
    int length, int folds, Derivation derivation, List<Feature> features) {
  private static final int VERSION = 3;
  private static final int MOST_BITS = 1 << 16; // a place is 16 bits of a digest
  private static final int KEYS_A_FEATURE = 2; // as clkhash counts, whichever hash takes them
  private static final Set<String> TEXTS = Set.of("string", "enum");
  private static final Set<String> ENCODINGS = Set.of("utf-8", "ascii");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * How keys are derived from the secret.
   *
   * @param algorithm name of the keyed hash
   * @param salt may be empty
   * @param info may be empty
   * @param keyBytes bytes of a key
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Derivation(String algorithm, byte[] salt, byte[] info, int keyBytes) {}

  /**
   * What of a record goes into its key.
   *
   * @param field name of the field
   * @param letters letters of a token; 0 for the whole text, -1 where the field is left out
   * @param positional whether a token knows its place in the text
   * @param bits how many bits are set
   * @param perToken whether each token sets so many, else all tokens of the field together
   */
  public record Feature(String field, int letters, boolean positional, int bits, boolean perToken) {

    /** Whether nothing of the field goes into the key. */
    boolean isIgnored() {
      return letters < 0;
    }

    /** The tokens of a text, in their order. */
    List<String> tokens(String text) {
      if (text.isEmpty() || letters <= 0) {
        return letters == 0 && !text.isEmpty() ? List.of(text) : List.of();
      }
      String space = " ".repeat(letters - 1);
      int[] points = (space + text + space).codePoints().toArray();
      return IntStream.rangeClosed(0, points.length - letters)
          .mapToObj(i -> (positional ? (i + 1) + " " : "") + new String(points, i, letters))
          .toList();
    }

    /** How many bits a token sets, of so many; the first take what is left over. */
    int bits(int token, int tokens) {
      return perToken ? bits : bits / tokens + (token < bits % tokens ? 1 : 0);
    }
  }

  /** Refuses a length that is no power of two, too many bits, and a schema without a field. */
  public LongTermKeySchema {
    features = List.copyOf(features);
    if (length < 32 || Integer.bitCount(length) != 1 || folds < 0 || length > MOST_BITS >> folds) {
      throw new IllegalArgumentException(
          "schema must have l a power of two from 32 on, and at most 65536 bits before xor_folds, has l "
              + length
              + " and xor_folds "
              + folds);
    }
    if (features.stream().allMatch(Feature::isIgnored)) {
      throw new IllegalArgumentException("schema must have a feature that is not ignored");
    }
  }

  /**
   * The schema.
   *
   * @throws IllegalArgumentException where it is none, or asks for what is not there; says where
   */
  public static LongTermKeySchema read(String json) {
    JsonNode schema;
    try {
      schema = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("schema is no JSON: " + e.getOriginalMessage(), e);
    }
    if (schema.path("version").asInt() != VERSION) {
      throw new IllegalArgumentException(
          "schema must have version 3, has " + schema.path("version"));
    }
    JsonNode config = schema.path("clkConfig");
    JsonNode kdf = config.path("kdf");
    requireOneOf("HKDF", kdf.path("type").asText("HKDF"), "clkConfig.kdf.type");
    String hash = kdf.path("hash").asText("SHA256");
    if (!hash.equals("SHA256") && !hash.equals("SHA512")) {
      requireOneOf("SHA256 or SHA512", hash, "clkConfig.kdf.hash");
    }
    int keyBytes = kdf.path("keySize").asInt(Blake2b.KEY_BYTES);
    if (keyBytes < 16 || keyBytes > Blake2b.KEY_BYTES) {
      throw new IllegalArgumentException(
          "schema has clkConfig.kdf.keySize " + keyBytes + ", must be 16 to 64");
    }
    List<Feature> features = new ArrayList<>();
    for (JsonNode feature : schema.path("features")) {
      features.add(feature(feature, "features[" + features.size() + "]"));
    }
    return new LongTermKeySchema(
        config.path("l").asInt(),
        config.path("xor_folds").asInt(0),
        new Derivation(
            "Hmac" + hash,
            bytes(kdf.path("salt"), "clkConfig.kdf.salt"),
            bytes(kdf.path("info"), "clkConfig.kdf.info"),
            keyBytes),
        features);
  }

  private static Feature feature(JsonNode json, String where) {
    String field = json.path("identifier").asText();
    if (json.path("ignored").asBoolean(false)) {
      return new Feature(field, -1, false, 0, false);
    }
    requireText(json.path("format"), where + ".format");
    JsonNode hashing = json.path("hashing");
    JsonNode comparison = hashing.path("comparison");
    String type = comparison.path("type").asText();
    if (!type.equals("exact")) {
      requireOneOf("ngram", type, where + ".hashing.comparison.type");
    }
    if (hashing.has("missingValue")) {
      throw new IllegalArgumentException(
          "schema has " + where + ".hashing.missingValue; empty the values that stand for nothing");
    }
    requireOneOf(
        "blakeHash",
        hashing.path("hash").path("type").asText("blakeHash"),
        where + ".hashing.hash.type");
    JsonNode strategy = hashing.path("strategy");
    boolean perToken = strategy.has("bitsPerToken");
    int bits = strategy.path(perToken ? "bitsPerToken" : "bitsPerFeature").asInt();
    int letters = type.equals("exact") ? 0 : comparison.path("n").asInt();
    if (bits < 1 || bits > MOST_BITS || letters > 8 || (letters < 1 && !type.equals("exact"))) {
      throw new IllegalArgumentException(
          "schema must have bitsPerToken or bitsPerFeature from 1 on and n from 1 to 8 in "
              + where
              + ", "
              + field);
    }
    return new Feature(
        field, letters, comparison.path("positional").asBoolean(false), bits, perToken);
  }

  /** Refuses what clkhash writes in another way before it cuts it into tokens. */
  private static void requireText(JsonNode format, String where) {
    String type = format.path("type").asText("string");
    if (!TEXTS.contains(type)) {
      throw new IllegalArgumentException(
          "schema has "
              + where
              + ".type "
              + type
              + ", must be string or enum; load days as 19800213 and numbers as 7, as clkhash hashes those types");
    }
    String encoding = format.path("encoding").asText("utf-8").toLowerCase(Locale.ROOT);
    if (!ENCODINGS.contains(encoding)) {
      requireOneOf("utf-8 or ascii", encoding, where + ".encoding");
    }
  }

  private static void requireOneOf(String known, String found, String where) {
    if (!known.equals(found)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "schema has %s %s, must be %s", where, found, known));
    }
  }

  private static byte[] bytes(JsonNode text, String where) {
    try {
      return Base64.getDecoder().decode(text.asText(""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("schema has no base 64 in " + where, e);
    }
  }

  /** Names of the fields that go into a key, in order. */
  public List<String> fields() {
    return features.stream().filter(f -> !f.isIgnored()).map(Feature::field).toList();
  }

  /** The key of each feature. */
  byte[][] keys(byte[] secret) {
    int size = derivation.keyBytes();
    byte[] all =
        KeyDerivation.bytes(
            derivation.algorithm(),
            secret,
            derivation.salt(),
            derivation.info(),
            KEYS_A_FEATURE * features.size() * size);
    byte[][] keys = new byte[features.size()][size];
    for (int i = 0; i < keys.length; i++) {
      System.arraycopy(all, KEYS_A_FEATURE * i * size, keys[i], 0, size);
    }
    return keys;
  }
}
