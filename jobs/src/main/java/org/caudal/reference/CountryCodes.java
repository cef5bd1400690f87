package org.caudal.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Countries by any of their codes and names: ISO 3166-1 alpha-3, alpha-2 and numeric, which is that
 * of M49 of the United Nations, and names in Spanish, Portuguese, English and French as the Java
 * platform and offices write them. Codes that were withdrawn hold until the day before, by ISO
 * 3166-3; where only a year is known, of a first day or of a withdrawal, it is the first of
 * January.
 */
public final class CountryCodes {
  private static final List<Locale> LANGUAGES =
      List.of(
          Locale.ENGLISH,
          Locale.FRENCH,
          new Locale("es"),
          new Locale("es", "419"),
          new Locale("pt"),
          new Locale("pt", "PT"));

  /** What is before a comma or a bracket, and what is behind it. */
  private static final Pattern INVERTED = Pattern.compile("([^,(]+)[,(]([^,()]+)\\)?");

  /** What a republic or a kingdom is of; the Republic of China is not China. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?:republic|republica|republique|kingdom|reino|royaume)"
              + " (?:of|de|del|da|do|das|dos|du|des|d)(?: la| las| los| l)? (?!chin[ae]$)(.+)");

  private static final String NUMBERS =
      """
      ABW 533; AFG 004; AGO 024; AIA 660; ALA 248; ALB 008; AND 020; ARE 784; ARG 032; ARM
      051; ASM 016; ATA 010; ATF 260; ATG 028; AUS 036; AUT 040; AZE 031; BDI 108; BEL 056;
      BEN 204; BES 535; BFA 854; BGD 050; BGR 100; BHR 048; BHS 044; BIH 070; BLM 652; BLR
      112; BLZ 084; BMU 060; BOL 068; BRA 076; BRB 052; BRN 096; BTN 064; BVT 074; BWA 072;
      CAF 140; CAN 124; CCK 166; CHE 756; CHL 152; CHN 156; CIV 384; CMR 120; COD 180; COG
      178; COK 184; COL 170; COM 174; CPV 132; CRI 188; CUB 192; CUW 531; CXR 162; CYM 136;
      CYP 196; CZE 203; DEU 276; DJI 262; DMA 212; DNK 208; DOM 214; DZA 012; ECU 218; EGY
      818; ERI 232; ESH 732; ESP 724; EST 233; ETH 231; FIN 246; FJI 242; FLK 238; FRA 250;
      FRO 234; FSM 583; GAB 266; GBR 826; GEO 268; GGY 831; GHA 288; GIB 292; GIN 324; GLP
      312; GMB 270; GNB 624; GNQ 226; GRC 300; GRD 308; GRL 304; GTM 320; GUF 254; GUM 316;
      GUY 328; HKG 344; HMD 334; HND 340; HRV 191; HTI 332; HUN 348; IDN 360; IMN 833; IND
      356; IOT 086; IRL 372; IRN 364; IRQ 368; ISL 352; ISR 376; ITA 380; JAM 388; JEY 832;
      JOR 400; JPN 392; KAZ 398; KEN 404; KGZ 417; KHM 116; KIR 296; KNA 659; KOR 410; KWT
      414; LAO 418; LBN 422; LBR 430; LBY 434; LCA 662; LIE 438; LKA 144; LSO 426; LTU 440;
      LUX 442; LVA 428; MAC 446; MAF 663; MAR 504; MCO 492; MDA 498; MDG 450; MDV 462; MEX
      484; MHL 584; MKD 807; MLI 466; MLT 470; MMR 104; MNE 499; MNG 496; MNP 580; MOZ 508;
      MRT 478; MSR 500; MTQ 474; MUS 480; MWI 454; MYS 458; MYT 175; NAM 516; NCL 540; NER
      562; NFK 574; NGA 566; NIC 558; NIU 570; NLD 528; NOR 578; NPL 524; NRU 520; NZL 554;
      OMN 512; PAK 586; PAN 591; PCN 612; PER 604; PHL 608; PLW 585; PNG 598; POL 616; PRI
      630; PRK 408; PRT 620; PRY 600; PSE 275; PYF 258; QAT 634; REU 638; ROU 642; RUS 643;
      RWA 646; SAU 682; SDN 729; SEN 686; SGP 702; SGS 239; SHN 654; SJM 744; SLB 090; SLE
      694; SLV 222; SMR 674; SOM 706; SPM 666; SRB 688; SSD 728; STP 678; SUR 740; SVK 703;
      SVN 705; SWE 752; SWZ 748; SXM 534; SYC 690; SYR 760; TCA 796; TCD 148; TGO 768; THA
      764; TJK 762; TKL 772; TKM 795; TLS 626; TON 776; TTO 780; TUN 788; TUR 792; TUV 798;
      TWN 158; TZA 834; UGA 800; UKR 804; UMI 581; URY 858; USA 840; UZB 860; VAT 336; VCT
      670; VEN 862; VGB 092; VIR 850; VNM 704; VUT 548; WLF 876; WSM 882; YEM 887; ZAF 710;
      ZMB 894; ZWE 716
      """;

  /**
   * Alpha-3, alpha-2 and number, - for none; first day, day of the withdrawal, of some only its
   * year; successor.
   */
  private static final String FORMER =
      """
      AFI AI 262 - 1977 DJI; ANT AN 530 - 2010-12-15 -; ATB BQ - - 1979 ATA; ATF FQ - - 1979 -;
      ATN NQ 216 - 1983 ATA; BUR BU 104 - 1989-12-05 MMR; BYS BY 112 - 1992-06-15 BLR;
      CSK CS 200 - 1993-06-15 -; CTE CT 128 - 1984 KIR; DDR DD 278 - 1990-10-30 DEU;
      DHY DY 204 - 1977 BEN; FXX FX 249 - 1997-07-14 FRA; GEL GE 296 - 1979 -;
      HVO HV 854 - 1984 BFA; JTN JT 396 - 1986 UMI; MID MI 488 - 1986 UMI; NHB NH 548 - 1980 VUT;
      NTZ NT 536 - 1993-07-12 -; PCI PC 582 - 1986 -; PCZ PZ - - 1980 PAN; PUS PU 849 - 1986 UMI;
      RHO RH 716 - 1980 ZWE; SCG CS 891 2003-07-23 2006-09-26 -; SKM SK - - 1975 IND;
      SUN SU 810 - 1992-08-30 -; TMP TP 626 - 2002-05-20 TLS; VDR VD - - 1977 VNM;
      WAK WK 872 - 1986 UMI; YMD YD 720 - 1990-08-14 YEM; YUG YU 891 - 2003-07-23 SCG;
      ZAR ZR 180 - 1997-07-14 COD
      """;

  /** Codes that came later than 1974, by their first day, of some only its year. */
  private static final String LATER =
      """
      BES 2010-12-15; BLR 1992-06-15; COD 1997-07-14; CUW 2010-12-15; CZE 1993-06-15;
      MMR 1989-12-05; MNE 2006-09-26; SRB 2006-09-26; SVK 1993-06-15; SXM 2010-12-15;
      TLS 2002-05-20; BEN 1977; DJI 1977; TUV 1977; ATF 1979; KIR 1979; VUT 1980; ZWE 1980;
      BFA 1984; AIA 1985; ABW 1986; FSM 1986; MHL 1986; MNP 1986; PLW 1986; UMI 1986; ARM 1992;
      AZE 1992; BIH 1992; EST 1992; GEO 1992; HRV 1992; KAZ 1992; KGZ 1992; LTU 1992; LVA 1992;
      MDA 1992; RUS 1992; SVN 1992; TJK 1992; TKM 1992; UZB 1992; ERI 1993; MKD 1993; MYT 1993;
      SGS 1993; PSE 1999; ALA 2004; GGY 2006; IMN 2006; JEY 2006; BLM 2007; MAF 2007; SSD 2011
      """;

  private static final CodeHistory HISTORY = CodeHistory.of(entries());

  /** What texts stand for that were read before: a column has few different ones. */
  private static final Map<String, List<CodeHistory.Period>> READ = new ConcurrentHashMap<>();

  private static final int MOST_READ = 10_000;

  private CountryCodes() {}

  /**
   * The alpha-3 code of a country.
   *
   * @param text any code or name
   * @param day days since 1970, {@link CodeHistory#NO_END} for the codes of today
   */
  public static CodeHistory.Found find(String text, int day) {
    List<CodeHistory.Period> periods = READ.get(text);
    if (periods == null) {
      periods = periods(text);
      if (READ.size() < MOST_READ) {
        READ.put(text, periods);
      }
    }
    return CodeHistory.find(periods, day);
  }

  /** What a text stands for, also as Korea, Republic of; the Kingdom of Spain is Spain. */
  private static List<CodeHistory.Period> periods(String text) {
    Matcher parts = INVERTED.matcher(text.strip());
    String inOrder = parts.matches() ? parts.group(2) + " " + parts.group(1) : text;
    Matcher form = FORM.matcher(CodeHistory.key(inOrder));
    return Stream.of(text, inOrder, form.matches() ? form.group(1) : text)
        .map(HISTORY::periods)
        .filter(periods -> !periods.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** The alpha-3 code of a text: itself, also where it holds no more; else that of today. */
  public static String code(String text) {
    String capitals = text.strip().toUpperCase(Locale.ROOT);
    boolean isCode = periods(text).stream().anyMatch(period -> period.code().equals(capitals));
    return isCode ? capitals : find(text, CodeHistory.NO_END).code();
  }

  /**
   * A country in the configuration: one of its own codes, or the alpha-3 code; the text in capitals
   * where it is neither.
   *
   * @param others codes beside ISO 3166-1, in capitals
   */
  public static String configured(String text, List<String> others) {
    String capitals = text.toUpperCase(Locale.ROOT);
    String code = others.contains(capitals) ? "" : code(text);
    return code.isEmpty() ? capitals : code;
  }

  /** The alpha-3 codes that have always held and stand for nothing else. */
  static List<String> always() {
    List<String> codes = new ArrayList<>();
    HISTORY
        .periods()
        .forEach(
            (key, periods) -> {
              String code = key.toUpperCase(Locale.ROOT);
              if (periods.equals(
                  List.of(new CodeHistory.Period(CodeHistory.ALWAYS, CodeHistory.NO_END, code)))) {
                codes.add(code);
              }
            });
    return codes;
  }

  private static List<CodeHistory.Entry> entries() {
    Map<String, List<String>> names = names();
    Map<String, Integer> first = new HashMap<>();
    parts(LATER).forEach(words -> first.put(words[0], day(words[1], CodeHistory.ALWAYS)));
    List<CodeHistory.Entry> entries = new ArrayList<>();
    for (String alpha2 : Locale.getISOCountries()) {
      Locale country = new Locale("", alpha2);
      String alpha3 = country.getISO3Country();
      List<String> all = new ArrayList<>(names.getOrDefault(alpha3, List.of()));
      all.add(alpha2);
      LANGUAGES.forEach(language -> all.add(country.getDisplayCountry(language)));
      entries.add(
          new CodeHistory.Entry(
              alpha3, all, first.getOrDefault(alpha3, CodeHistory.ALWAYS), CodeHistory.NO_END, ""));
    }
    Set<String> alpha2s = Set.of(Locale.getISOCountries());
    for (String[] words : parts(FORMER)) {
      List<String> all = new ArrayList<>(names.getOrDefault(words[0], List.of()));
      all.add(words[2]);
      // Two letters that are of another country now lead to no successor.
      List<String> reused = alpha2s.contains(words[1]) ? List.of(words[1]) : List.of();
      if (reused.isEmpty()) {
        all.add(words[1]);
      }
      int from = day(words[3], CodeHistory.ALWAYS);
      int to = day(words[4], CodeHistory.NO_END) - 1;
      entries.add(new CodeHistory.Entry(words[0], all, from, to, words[5].replace("-", "")));
      entries.add(new CodeHistory.Entry(words[0], reused, from, to, ""));
    }
    return entries;
  }

  private static Map<String, List<String>> names() {
    Map<String, List<String>> names = new HashMap<>();
    for (String[] words : parts(NUMBERS)) {
      names.put(words[0], new ArrayList<>(List.of(words[1])));
    }
    CountryNames.all()
        .forEach((code, of) -> names.computeIfAbsent(code, c -> new ArrayList<>()).addAll(of));
    return names;
  }

  private static List<String[]> parts(String text) {
    List<String[]> parts = new ArrayList<>();
    for (String part : text.strip().split(";")) {
      parts.add(part.strip().split("\\s+"));
    }
    return parts;
  }

  private static int day(String text, int otherwise) {
    if (text.equals("-")) {
      return otherwise;
    }
    return (int) LocalDate.parse(text.length() == 4 ? text + "-01-01" : text).toEpochDay();
  }
}
