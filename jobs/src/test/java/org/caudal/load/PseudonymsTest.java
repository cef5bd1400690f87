package org.caudal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.spark.unsafe.types.UTF8String;
import org.caudal.problem.ExitCode;
import org.caudal.problem.ProblemException;
import org.caudal.store.KeyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] KEY = "k".repeat(32).getBytes(StandardCharsets.UTF_8);

  /** RFC 4231, section 4: HMAC-SHA-256 of test cases whose data are text. */
  @ParameterizedTest
  @CsvSource({
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, Hi There,"
        + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    "4a656665, what do ya want for nothing?,"
        + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
  })
  void theHashIsThatOfRfc4231(String key, String text, String expected) {
    assertThat(HEX.formatHex(Pseudonyms.hmac(HEX.parseHex(key), text))).isEqualTo(expected);
  }

  /** Of sixteen digits f all 64 bits are set, which is -1; 8 and zeros is the least number. */
  @ParameterizedTest
  @CsvSource({
    "ffffffffffffffff0123456789abcdef, -1",
    "80000000000000000000000000000000, -9223372036854775808",
    "00000000000000ff0123456789abcdef, 255",
    "0123456789abcdefffffffffffffffff, 81985529216486895"
  })
  void theNumberOfAPseudonymIsItsFirst64Bits(String pseudonym, long number) {
    assertThat(Pseudonyms.number(UTF8String.fromString(pseudonym))).isEqualTo(number);
    assertThat(Pseudonyms.number(pseudonym)).isEqualTo(number);
  }

  @Test
  void aKeyLongerThanABlockIsHashedFirstAsInRfc4231() {
    byte[] key = HEX.parseHex("aa".repeat(131)); // test cases 6 and 7
    assertThat(
            HEX.formatHex(
                Pseudonyms.hmac(key, "Test Using Larger Than Block-Size Key - Hash Key First")))
        .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    assertThat(
            HEX.formatHex(
                Pseudonyms.hmac(
                    key,
                    "This is a test using a larger than block-size key and a larger than block-size"
                        + " data. The key needs to be hashed before being used by the HMAC"
                        + " algorithm.")))
        .isEqualTo("9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
  }

  @Test
  void aPseudonymIsTheFirstHalfOfTheHashUnderTheKeyOfItsDomain() {
    byte[] domainKey = Pseudonyms.hmac(KEY, "caudal:remittance-party");
    String whole = HEX.formatHex(Pseudonyms.hmac(domainKey, "52155512"));
    Pseudonyms pseudonyms = new Pseudonyms(KEY);
    assertThat(pseudonyms.of("52155512", "remittance-party")).isEqualTo(whole.substring(0, 32));
    assertThat(pseudonyms.of("52155512", "phone-subscriber"))
        .hasSize(32)
        .isNotEqualTo(pseudonyms.of("52155512", "remittance-party"));
    assertThat(new Pseudonyms("l".repeat(32).getBytes(StandardCharsets.UTF_8)).of("52155512", "x"))
        .isNotEqualTo(pseudonyms.of("52155512", "x"));
  }

  @Test
  void aKeyIsHexadecimalDigitsOrTextFromTheFileElseFromTheVariable(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("key"), " 00ff10\n");
    assertThat(KeyFile.PSEUDONYM.read(Optional.of(file.toString()), "ignored"))
        .isEqualTo(new byte[] {0, (byte) 0xff, 16});
    assertThat(KeyFile.PSEUDONYM.read(Optional.empty(), " no hex \n"))
        .isEqualTo("no hex".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aKeyThatIsMissingOrTooShortIsRefusedAndNeverShown() {
    ProblemException shortKey =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                new Pseudonyms("only-31-bytes-of-a-secret-key!!".getBytes(StandardCharsets.UTF_8)));
    assertThat(shortKey.exitCode()).isEqualTo(ExitCode.USER);
    assertThat(shortKey.getMessage())
        .isEqualTo(
            "pseudonym key  must have at least 32 bytes, has 31. Make one with `openssl rand -hex"
                + " 32` and keep it where only the platform reads it.");
    ProblemException missing =
        catchThrowableOfType(
            ProblemException.class, () -> KeyFile.PSEUDONYM.read(Optional.empty(), " "));
    assertThat(missing.exitCode()).isEqualTo(ExitCode.USER);
    assertThat(missing.getMessage()).contains("is missing").contains("CAUDAL_PSEUDONYM_KEY");
    assertThatThrownBy(() -> KeyFile.EXCHANGE.read(Optional.empty(), null))
        .hasMessage(
            "exchange key  is missing: records are never encoded without one. Set exchange-key-file in"
                + " the configuration, or the variable CAUDAL_EXCHANGE_KEY; make a key with `openssl"
                + " rand -base64 48`.");
    assertThatThrownBy(() -> KeyFile.EXCHANGE.read(Optional.of("/nowhere/key"), "k"))
        .hasMessage(
            "exchange-key-file /nowhere/key  cannot be read. Name a file that this user may read, or"
                + " take exchange-key-file out of the configuration, as it wins, and set"
                + " CAUDAL_EXCHANGE_KEY.");
    ProblemException nowhere =
        catchThrowableOfType(
            ProblemException.class, () -> KeyFile.PSEUDONYM.read(Optional.of("/nowhere/key"), "k"));
    assertThat(nowhere.getMessage()).contains("/nowhere/key").contains("cannot be read");
  }
}
