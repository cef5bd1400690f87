package org.caudal.reference;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.try_element_at;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/**
 * Countries by mobile country code: assignments of the ITU under recommendation E.212.
 *
 * <p>Where a code serves several territories it stands for the largest: 340 for Guadeloupe,
 * Martinique and others, 362 for Curaçao, Sint Maarten and Bonaire, 425 for Israel and Palestine,
 * 647 for Réunion and Mayotte. Codes above 900 belong to no country.
 */
public final class MobileCountries {
  private static final String ASSIGNED =
      """
      ABW 363; AFG 412; AGO 631; AIA 365; ALB 276; AND 213; ARE 424 430 431; ARG 722; ARM 283;
      ASM 544; ATG 344; AUS 505; AUT 232; AZE 400; BDI 642; BEL 206; BEN 616; BFA 613; BGD
      470; BGR 284; BHR 426; BHS 364; BIH 218; BLR 257; BLZ 702; BMU 350; BOL 736; BRA 724;
      BRB 342; BRN 528; BTN 402; BWA 652; CAF 623; CAN 302; CHE 228; CHL 730; CHN 460 461; CIV
      612; CMR 624; COD 630; COG 629; COK 548; COL 732; COM 654; CPV 625; CRI 712; CUB 368;
      CUW 362; CYM 346; CYP 280; CZE 230; DEU 262; DJI 638; DMA 366; DNK 238; DOM 370; DZA
      603; ECU 740; EGY 602; ERI 657; ESP 214; EST 248; ETH 636; FIN 244; FJI 542; FLK 750;
      FRA 208; FRO 288; FSM 550; GAB 628; GBR 234 235; GEO 282 289; GHA 620; GIB 266; GIN 611;
      GLP 340; GMB 607; GNB 632; GNQ 627; GRC 202; GRD 352; GRL 290; GTM 704; GUF 742; GUM
      535; GUY 738; HKG 454; HND 708; HRV 219; HTI 372; HUN 216; IDN 510; IND 404 405 406; IRL
      272; IRN 432; IRQ 418; ISL 274; ISR 425; ITA 222; JAM 338; JOR 416; JPN 440 441; KAZ
      401; KEN 639; KGZ 437; KHM 456; KIR 545; KNA 356; KOR 450; KWT 419; LAO 457; LBN 415;
      LBR 618; LBY 606; LCA 358; LIE 295; LKA 413; LSO 651; LTU 246; LUX 270; LVA 247; MAC
      455; MAR 604; MCO 212; MDA 259; MDG 646; MDV 472; MEX 334; MHL 551; MKD 294; MLI 610;
      MLT 278; MMR 414; MNE 297; MNG 428; MNP 534; MOZ 643; MRT 609; MSR 354; MUS 617; MWI
      650; MYS 502; NAM 649; NCL 546; NER 614; NGA 621; NIC 710; NIU 555; NLD 204; NOR 242;
      NPL 429; NRU 536; NZL 530; OMN 422; PAK 410; PAN 714; PER 716; PHL 515; PLW 552; PNG
      537; POL 260; PRI 330; PRK 467; PRT 268; PRY 744; PYF 547; QAT 427; REU 647; ROU 226;
      RUS 250; RWA 635; SAU 420; SDN 634; SEN 608; SGP 525; SHN 658; SLB 540; SLE 619; SLV
      706; SMR 292; SOM 637; SPM 308; SRB 220; SSD 659; STP 626; SUR 746; SVK 231; SVN 293;
      SWE 240; SWZ 653; SYC 633; SYR 417; TCA 376; TCD 622; TGO 615; THA 520; TJK 436; TKL
      554; TKM 438; TLS 514; TON 539; TTO 374; TUN 605; TUR 286; TUV 553; TWN 466; TZA 640;
      UGA 641; UKR 255; URY 748; USA 310 311 312 313 314 315 316; UZB 434; VAT 225; VCT 360;
      VEN 734; VGB 348; VIR 332; VNM 452; VUT 541; WLF 543; WSM 549; XKX 221; YEM 421; ZAF
      655; ZMB 645; ZWE 648
      """;

  private MobileCountries() {}

  /** ISO 3166-1 alpha-3 code by mobile country code. */
  public static Map<Integer, String> all() {
    Map<Integer, String> countries = new TreeMap<>();
    for (String country : ASSIGNED.strip().split(";")) {
      String[] words = country.strip().split("\\s+");
      for (int i = 1; i < words.length; i++) {
        countries.put(Integer.valueOf(words[i]), words[0]);
      }
    }
    return countries;
  }

  /**
   * Codes that stand for countries in which devices or those who registered them are: ISO 3166-1
   * alpha-3, with or without a mobile country code of its own, and Kosovo's.
   */
  public static Set<String> countries() {
    Set<String> countries = new TreeSet<>(all().values());
    countries.addAll(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3));
    return countries;
  }

  /** SQL for the mobile country code of a network: the first three of its five or six digits. */
  public static String codeOf(String network) {
    return "CAST(if(%1$s < 100000, %1$s DIV 100, %1$s DIV 1000) AS INT)".formatted(network);
  }

  /** SQL condition that a mobile country code belongs to no country. */
  public static String isOfNone(String code) {
    return code
        + " NOT IN ("
        + all().keySet().stream().map(String::valueOf).collect(Collectors.joining(", "))
        + ")";
  }

  /** The country of an integer column of mobile country codes; null where there is none. */
  public static Column of(Column code) {
    List<Column> pairs = new ArrayList<>();
    all()
        .forEach(
            (mcc, country) -> {
              pairs.add(lit(mcc));
              pairs.add(lit(country));
            });
    return try_element_at(map(pairs.toArray(Column[]::new)), code);
  }
}
