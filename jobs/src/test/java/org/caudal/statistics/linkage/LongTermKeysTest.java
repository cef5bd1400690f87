package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongTermKeysTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] SECRET =
      "a key of the tests that two offices share".getBytes(StandardCharsets.UTF_8);

  static String resource(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            LongTermKeysTest.class.getResourceAsStream("/linkage/keys/" + name))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final LongTermKeySchema SCHEMA = LongTermKeySchema.read(resource("schema.json"));

  /** The first of the published vectors with a key; others by hashlib of Python 3.11. */
  @Test
  void digestsAreThoseOfBlake2b() {
    byte[] counted = new byte[64];
    for (int i = 0; i < counted.length; i++) {
      counted[i] = (byte) i;
    }
    assertThat(HEX.formatHex(Blake2b.digest(new byte[0], counted, new byte[0])))
        .isEqualTo(
            "10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568");
    byte[] key = "key".getBytes(StandardCharsets.UTF_8);
    byte[] long300 = "x".repeat(300).getBytes(StandardCharsets.UTF_8);
    assertThat(HEX.formatHex(Blake2b.digest(long300, key, "12".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(
            "23adb3cad47ba46b4024cc966e200bf1c3a263a50c3cf07a20d43dc23e80aa7a353f6d1935b048b580b1d4ff314c31c99f874c2736f3b6cb52e7e5c312bfb180");
    byte[] block = Arrays.copyOf(long300, 128);
    assertThat(HEX.formatHex(Blake2b.digest(block, key, "0".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(
            "fa46f79391eb18f7f40cd8dfaee8555f55c57159b812d443a658ec43905cef66e38a8b253d247c5b3183c21a9c09a9f3a91a8afbc18ba435497beb3ff6bccbb4");
  }

  /** RFC 5869, appendix A, test cases 1 and 3. */
  @Test
  void keysAreDerivedAsInRfc5869() {
    byte[] secret = HEX.parseHex("0b".repeat(22));
    assertThat(
            HEX.formatHex(
                KeyDerivation.bytes(
                    "HmacSHA256",
                    secret,
                    HEX.parseHex("000102030405060708090a0b0c"),
                    HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"),
                    42)))
        .isEqualTo(
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    assertThat(
            HEX.formatHex(KeyDerivation.bytes("HmacSHA256", secret, new byte[0], new byte[0], 42)))
        .isEqualTo(
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
  }

  private static List<String> values(
      @Nullable String given,
      @Nullable String family,
      @Nullable String born,
      @Nullable String sex) {
    return Stream.of(
            Optional.ofNullable(given),
            Optional.ofNullable(family),
            Optional.ofNullable(born),
            Optional.ofNullable(sex))
        .map(value -> value.orElse(null))
        .toList();
  }

  /**
   * Computed with clkhash 0.18.3 by the same schema and secret; of the last two, {@code born} was
   * 1980-02-13 of type date and 007 of type integer.
   */
  @ParameterizedTest
  @CsvSource({
    "ana,pérez,1980-02-13,f,ee91069880b2cd591a94ec22cf05a95b7a8b56b582c5df7797c2ae34b20cb149",
    "josé maría,muñoz,1975-11-30,m,47332d1cd3c2f211f2c12c1e51480e6a268808f95c4f0619de5676dd4e8dc12e",
    "li,,2001-01-01,,1a19053d0125d726256c0bfd400643df8156e8f8005a711a8e0a87c54f4813ba",
    ",o'neill-garcía,,x,6a6c3128851d0a68f50ea11310662215954062b42125e518d5bd44850f010065",
    "a,b,,,0a94803662084b8112b82e00e200040284b50f111056428218c00086c304a920",
    "ana,pérez,19800213,f,62bd278d80d0555d7af4e4720f69e86b7e831ea5c273cf661fc2eabefb0c7361",
    "ana,pérez,7,f,60f02585808159dd5ab8fc10af49a84b3e931e85c2415e7617c2e23df24cb861"
  })
  void keysAreThoseOfClkhash(
      @Nullable String given,
      @Nullable String family,
      @Nullable String born,
      @Nullable String sex,
      String expected) {
    LongTermKeys keys = new LongTermKeys(SCHEMA, SECRET);
    List<String> values = values(given, family, born, sex);
    assertThat(keys.of(values)).isEqualTo(expected);
    assertThat(keys.of(values)).as("from what is known of its tokens").isEqualTo(expected);
    assertThat(
            new LongTermKeys(SCHEMA, "another".repeat(5).getBytes(StandardCharsets.UTF_8))
                .of(values))
        .isNotEqualTo(expected);
  }

  @Test
  void aRecordWithoutAValueHasNoKey() {
    assertThat(new LongTermKeys(SCHEMA, SECRET).of(values(null, null, "", null))).isNull();
  }

  /** f0f00001 has 9 bits, 30f0000f 10, and 0x30, 0xf0 and the last bit are common: 2 + 4 + 1. */
  @Test
  void diceIsTwiceTheCommonBitsOverAll() {
    assertThat(LongTermKeys.dice(LongTermKeys.bits("f0f00001"), LongTermKeys.bits("30f0000f")))
        .isEqualTo(14.0 / 19, within(1e-15));
    assertThat(LongTermKeys.dice(LongTermKeys.bits("00000000"), LongTermKeys.bits("00000000")))
        .isZero();
    assertThatThrownBy(
            () ->
                LongTermKeys.dice(LongTermKeys.bits("f0f00001"), LongTermKeys.bits("f0".repeat(8))))
        .hasMessageContaining("of 32 and 64 bits cannot be compared");
    assertThatThrownBy(() -> LongTermKeys.bits("garcia"))
        .hasMessageContaining("a value of 6 characters");
  }

  @Test
  void conditionsCompareKeysAsBits() {
    Expressions expressions = new Expressions(List.of("k"), Symbols.Unit.FOLDED);
    List<Expressions.TwoSided> least =
        Stream.of("0.7368", "0.7369", "1")
            .map(share -> expressions.compile(expressions.read("dice(k_r, \"k_l\") >= " + share)))
            .toList();
    Candidate key = expressions.candidate(new String[] {"F0F00001"});
    Candidate other = expressions.candidate(new String[] {"30f0000f"});
    assertThat(least)
        .extracting(condition -> condition.of(expressions.pair(key, other)))
        .containsExactly(true, false, false); // 14 / 19 is 0.73684
    assertThat(least)
        .extracting(condition -> condition.of(expressions.pair(key, key)))
        .containsOnly(true);
    Candidate empty =
        expressions.candidate(
            Stream.of(Optional.<String>empty()).map(v -> v.orElse(null)).toArray(String[]::new));
    assertThat(least)
        .extracting(condition -> condition.of(expressions.pair(key, empty)))
        .containsOnlyNulls();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\": 3|\"version\": 2|schema must have version 3, has 2",
        "\"l\": 256|\"l\": 300|l a power of two",
        "\"l\": 256|\"l\": 32768|at most 65536 bits",
        "HKDF|legacy|clkConfig.kdf.type legacy, must be HKDF",
        "SHA256|MD5|clkConfig.kdf.hash MD5, must be SHA256 or SHA512",
        "blakeHash|doubleHash|features[1].hashing.hash.type doubleHash, must be blakeHash",
        "ngram|numeric|features[1].hashing.comparison.type numeric, must be ngram",
        "\"n\": 2|\"n\": 0|n from 1 to 8 in features[1], given",
        "bitsPerFeature|bits|bitsPerToken or bitsPerFeature from 1 on",
        "\"keySize\": 48|\"keySize\": 8|keySize 8, must be 16 to 64",
        "\"type\": \"string\"|\"type\": \"date\"|features[1].format.type date, must be string or enum",
        "\"type\": \"string\"|\"type\": \"integer\"|features[1].format.type integer, must be string or enum",
        "\"utf-8\"|\"utf-16\"|features[1].format.encoding utf-16, must be utf-8 or ascii"
      })
  void schemasThatCannotBeKeptToAreRefused(String from, String to, String message) {
    String changed = resource("schema.json").replaceFirst(java.util.regex.Pattern.quote(from), to);
    assertThatThrownBy(() -> LongTermKeySchema.read(changed)).hasMessageContaining(message);
  }

  /**
   * 5,000 persons, each in two files with errors, by nothing but keys of 1,024 bits; a fifth of
   * them unless {@code accuracy.all} is set. Links and right links were computed with clkhash
   * 0.18.3 and a greedy pairing in NumPy: F1 of 1, 0.9996 and 0.9884 of all, 1, 0.9995 and 0.9904
   * of the fifth.
   */
  @Test
  void febrl4IsLinkedByKeysAlone() throws IOException {
    LongTermKeySchema schema = LongTermKeySchema.read(resource("febrl4.json"));
    List<Map<String, String>> left = persons("febrl4a.csv");
    List<Map<String, String>> right = persons("febrl4b.csv");
    Symbols[] keys = keys(schema, left);
    Symbols[] others = keys(schema, right);
    List<Similar> similar = new ArrayList<>();
    for (int i = 0; i < keys.length; i++) {
      for (int j = 0; j < others.length; j++) {
        double dice = LongTermKeys.dice(keys[i], others[j]);
        if (dice >= 0.65) {
          similar.add(new Similar(i, j, dice));
        }
      }
    }
    similar.sort(Comparator.comparingDouble((Similar pair) -> -pair.dice()));
    for (double[] expected : FEBRL4) {
      BitSet takenLeft = new BitSet();
      BitSet takenRight = new BitSet();
      int correct = 0;
      for (Similar pair : similar) {
        if (pair.dice() >= expected[0]
            && !takenLeft.get(pair.left())
            && !takenRight.get(pair.right())) {
          takenLeft.set(pair.left());
          takenRight.set(pair.right());
          String person = left.get(pair.left()).get("cluster");
          correct += Objects.equals(person, right.get(pair.right()).get("cluster")) ? 1 : 0;
        }
      }
      assertThat(new double[] {expected[0], takenLeft.cardinality(), correct})
          .containsExactly(expected);
    }
  }

  private record Similar(int left, int right, double dice) {}

  private static final boolean ALL = Boolean.getBoolean("accuracy.all");

  /** Threshold, links, right links. */
  private static final double[][] FEBRL4 =
      ALL
          ? new double[][] {{0.65, 5000, 5000}, {0.70, 4996, 4996}, {0.80, 4885, 4885}}
          : new double[][] {{0.65, 1000, 1000}, {0.70, 999, 999}, {0.80, 981, 981}};

  private static List<Map<String, String>> persons(String file) throws IOException {
    return Csv.read(file).stream()
        .filter(row -> ALL || row.getOrDefault("cluster", "").matches("rec-\\d*[05]"))
        .toList();
  }

  private static Symbols[] keys(LongTermKeySchema schema, List<Map<String, String>> rows) {
    LongTermKeys keys = new LongTermKeys(schema, SECRET);
    return rows.stream()
        .map(row -> keys.of(schema.fields().stream().map(row::get).toList()))
        .map(key -> LongTermKeys.bits(Objects.requireNonNull(key)))
        .toArray(Symbols[]::new);
  }
}
