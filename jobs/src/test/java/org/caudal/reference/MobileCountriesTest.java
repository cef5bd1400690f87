package org.caudal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MobileCountriesTest {
  /** The geographical zones 3 and 7 of ITU-T E.212, by number. */
  private static final String AMERICAS =
      """
      302 CAN 308 SPM 310 USA 311 USA 312 USA 313 USA 314 USA 315 USA 316 USA 330 PRI
      332 VIR 334 MEX 338 JAM 340 GLP 342 BRB 344 ATG 346 CYM 348 VGB 350 BMU 352 GRD
      354 MSR 356 KNA 358 LCA 360 VCT 362 CUW 363 ABW 364 BHS 365 AIA 366 DMA 368 CUB
      370 DOM 372 HTI 374 TTO 376 TCA
      702 BLZ 704 GTM 706 SLV 708 HND 710 NIC 712 CRI 714 PAN 716 PER 722 ARG 724 BRA
      730 CHL 732 COL 734 VEN 736 BOL 738 GUY 740 ECU 742 GUF 744 PRY 746 SUR 748 URY
      750 FLK
      """;

  @Test
  void theAmericasAreWhole() {
    Map<Integer, String> expected = new TreeMap<>();
    String[] words = AMERICAS.strip().split("\\s+");
    for (int i = 0; i < words.length; i += 2) {
      expected.put(Integer.valueOf(words[i]), words[i + 1]);
    }
    Map<Integer, String> found = new TreeMap<>(MobileCountries.all());
    found.keySet().removeIf(code -> code / 100 != 3 && code / 100 != 7);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void everyCodeIsOfACountryThatIs() {
    assertThat(MobileCountries.all().keySet()).allMatch(code -> code >= 200 && code < 760);
    assertThat(MobileCountries.all().values())
        .filteredOn(country -> !country.equals("XKX")) // Kosovo has no code of ISO 3166-1
        .allMatch(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3)::contains);
  }
}
