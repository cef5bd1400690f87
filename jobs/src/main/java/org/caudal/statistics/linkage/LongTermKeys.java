package org.caudal.statistics.linkage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.caudal.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Cryptographic long-term keys: the tokens of all fields of a record, each hashed under a key of
 * its field, as bits of one Bloom filter (Schnell, Bachteler and Reiher 2011), the bits of clkhash.
 *
 * <p>A token sets its first bits at the numbers of 16 bits that a keyed BLAKE2b digest of it holds,
 * the least significant byte first; after 32 of them the next digest has the next salt. For one
 * thread.
 */
public final class LongTermKeys {
  private static final String KEYS = "keys of records";
  private static final int PLACES_A_DIGEST = Blake2b.DIGEST_BYTES / Short.BYTES;
  private static final int MOST_KNOWN = 100_000;

  private final LongTermKeySchema schema;
  private final byte[][] keys;
  private final List<Map<String, int[]>> known = new ArrayList<>();

  /** Long-term keys under a secret that both sides know. */
  public LongTermKeys(LongTermKeySchema schema, byte[] secret) {
    this.schema = schema;
    keys = schema.keys(secret);
    schema.features().forEach(feature -> known.add(new HashMap<>()));
  }

  /**
   * The key of a record as hexadecimal digits, the first bit first; null where no field has a
   * value.
   *
   * @param values of {@link LongTermKeySchema#fields}, in their order
   */
  public @Nullable String of(List<@Nullable String> values) {
    int wide = schema.length() << schema.folds();
    boolean[] bits = new boolean[wide];
    boolean isEmpty = true;
    int value = 0;
    for (int i = 0; i < keys.length; i++) {
      LongTermKeySchema.Feature feature = schema.features().get(i);
      String text = feature.isIgnored() ? null : values.get(value++);
      List<String> tokens = text == null ? List.of() : feature.tokens(text);
      for (int token = 0; token < tokens.size(); token++) {
        int set = feature.bits(token, tokens.size());
        int[] places = places(i, tokens.get(token), set);
        for (int j = 0; j < set; j++) {
          bits[places[j] % wide] = true;
        }
        isEmpty = false;
      }
    }
    return isEmpty ? null : hexadecimal(folded(bits));
  }

  /** At least so many places of a token. */
  private int[] places(int feature, String token, int least) {
    Map<String, int[]> ofFeature = known.get(feature);
    int[] places = ofFeature.get(token);
    if (places == null || places.length < least) {
      if (ofFeature.size() >= MOST_KNOWN) {
        ofFeature.clear();
      }
      int digests = Math.max(1, (least + PLACES_A_DIGEST - 1) / PLACES_A_DIGEST);
      places = new int[digests * PLACES_A_DIGEST];
      for (int digest = 0; digest < digests; digest++) {
        ByteBuffer hash =
            ByteBuffer.wrap(
                    Blake2b.digest(
                        token.getBytes(StandardCharsets.UTF_8),
                        keys[feature],
                        Integer.toString(digest).getBytes(StandardCharsets.US_ASCII)))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int j = 0; j < PLACES_A_DIGEST; j++) {
          places[digest * PLACES_A_DIGEST + j] = Short.toUnsignedInt(hash.getShort());
        }
      }
      ofFeature.put(token, places);
    }
    return places;
  }

  private boolean[] folded(boolean[] bits) {
    boolean[] folded = bits;
    while (folded.length > schema.length()) {
      boolean[] half = new boolean[folded.length / 2];
      for (int i = 0; i < half.length; i++) {
        half[i] = folded[i] ^ folded[i + half.length];
      }
      folded = half;
    }
    return folded;
  }

  private static String hexadecimal(boolean[] bits) {
    byte[] bytes = new byte[bits.length / Byte.SIZE];
    for (int i = 0; i < bits.length; i++) {
      bytes[i / Byte.SIZE] |= (byte) (bits[i] ? 0x80 >> i % Byte.SIZE : 0);
    }
    return HexFormat.of().formatHex(bytes);
  }

  /** The bits of a key, 32 a symbol, for {@link #dice}. */
  static Symbols bits(String hexadecimal) {
    if (hexadecimal.isEmpty() || !hexadecimal.matches("([0-9a-fA-F]{8})+")) {
      throw ProblemException.data(
          KEYS,
          "have a value of "
              + hexadecimal.length()
              + " characters that is no key: dice compares keys of hexadecimal digits, 8 or a"
              + " multiple of it.",
          "Mend the file, or the column that is read as the key.");
    }
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hexadecimal));
    int[] words = new int[bytes.remaining() / Integer.BYTES];
    for (int i = 0; i < words.length; i++) {
      words[i] = bytes.getInt();
    }
    return new Symbols(words, 0);
  }

  /**
   * Twice the bits that both keys have, over the bits of both (Dice 1945); 0 where neither has one.
   */
  static double dice(Symbols a, Symbols b) {
    int[] left = a.units();
    int[] right = b.units();
    if (left.length != right.length) {
      throw ProblemException.data(
          KEYS,
          "of "
              + left.length * Integer.SIZE
              + " and "
              + right.length * Integer.SIZE
              + " bits cannot be compared.",
          "All offices must encode with one schema: ask for the records again from the one that did not.");
    }
    int both = 0;
    int all = 0;
    for (int i = 0; i < left.length; i++) {
      both += Integer.bitCount(left[i] & right[i]);
      all += Integer.bitCount(left[i]) + Integer.bitCount(right[i]);
    }
    return all == 0 ? 0 : 2.0 * both / all;
  }
}
