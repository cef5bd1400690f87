package org.caudal.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Countries by any of their codes and names: ISO 3166-1 alpha-3, alpha-2 and numeric, which is that
 * of M49 of the United Nations, and names in Spanish, Portuguese and English as the Java platform
 * and offices write them. Codes that were withdrawn hold until the day before, by ISO 3166-3.
 */
public final class CountryCodes {
  private static final List<Locale> LANGUAGES =
      List.of(Locale.ENGLISH, new Locale("es"), new Locale("pt"));

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

  /** Alpha-3, alpha-2 and number; first day, day of the withdrawal; successor. */
  private static final String FORMER =
      """
      ANT AN 530 - 2010-12-15 -; BUR BU 104 - 1989-12-05 MMR; BYS BY 112 - 1992-06-15 BLR;
      CSK CS 200 - 1993-06-15 -; DDR DD 278 - 1990-10-30 DEU; FXX FX 249 - 1997-07-14 FRA;
      NTZ NT 536 - 1993-07-12 -; SCG CS 891 2003-07-23 2006-09-26 -; SUN SU 810 - 1992-08-30 -;
      TMP TP 626 - 2002-05-20 TLS; YMD YD 720 - 1990-08-14 YEM; YUG YU 891 - 2003-07-23 SCG;
      ZAR ZR 180 - 1997-07-14 COD
      """;

  /** Codes that came with the withdrawal of another, by their first day. */
  private static final String LATER =
      """
      BES 2010-12-15; BLR 1992-06-15; COD 1997-07-14; CUW 2010-12-15; CZE 1993-06-15;
      MMR 1989-12-05; MNE 2006-09-26; SRB 2006-09-26; SVK 1993-06-15; SXM 2010-12-15;
      TLS 2002-05-20
      """;

  /** Beside those of the Java platform; that of a former code holds for its successor too. */
  private static final String NAMES =
      """
      ANT antillas holandesas, antillas neerlandesas, antilhas holandesas, netherlands antilles;
      BIH bosnia herzegovina; BOL bolivia estado plurinacional de, estado plurinacional de bolivia,
        bolivia plurinational state of; CHN republica popular china; CIV costa de marfil;
      BUR birmania, burma; BYS bielorrusia, bielorrussia, byelorussia;
      COD republica democratica del congo, democratic republic of the congo;
      COG congo, republica del congo, republic of the congo; CPV cabo verde, cape verde;
      CSK checoslovaquia, tchecoslovaquia, czechoslovakia;
      CZE republica checa, republica tcheca, czech republic;
      DDR republica democratica alemana, alemania oriental, german democratic republic;
      DEU 280; ETH 230; FLK falkland islands malvinas; HKG hong kong;
      DOM rep dominicana; GBR gran bretana, gra bretanha, great britain, inglaterra, england,
        reino unido de gran bretana e irlanda del norte,
        united kingdom of great britain and northern ireland;
      IRN iran republica islamica de, iran islamic republic of;
      KOR republica de corea, republica da coreia, republic of korea, korea republic of;
      LAO republica democratica popular lao, lao people s democratic republic;
      MAC macao, macau; MDA republica de moldova, republic of moldova, moldova republic of;
      MEX mejico, estados unidos mexicanos; MKD macedonia;
      NLD holanda, holland, netherlands kingdom of;
      PRK republica popular democratica de corea, democratic people s republic of korea,
        korea democratic people s republic of;
      PSE palestina, palestine, estado de palestina, state of palestine; ROU rom;
      RUS federacion de rusia, federacion rusa,
        federacao russa, russian federation; SDN 736; SCG serbia y montenegro, servia e montenegro,
        serbia and montenegro; SUN union sovietica, uniao sovietica, soviet union, urss, ussr;
      SWZ swazilandia, swaziland; SYR republica arabe siria, syrian arab republic;
      TMP timor oriental, east timor;
      TZA republica unida de tanzania, united republic of tanzania, tanzania united republic of;
      TTO trinidad tabago; TUR turquia, turkey, turkiye;
      USA estados unidos de america, estados unidos da america,
        united states of america, ee uu, eeuu, eua, e u a, u s a;
      VAT santa sede, holy see; VEN venezuela republica bolivariana de,
        republica bolivariana de venezuela, venezuela bolivarian republic of; VNM viet nam;
      VIR united states virgin islands; YEM 886;
      YUG yugoslavia, iugoslavia, 890; ZAR zaire
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
      periods = HISTORY.periods(text);
      if (READ.size() < MOST_READ) {
        READ.put(text, periods);
      }
    }
    return CodeHistory.find(periods, day);
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
    for (String[] words : parts(FORMER)) {
      List<String> all = new ArrayList<>(names.getOrDefault(words[0], List.of()));
      all.addAll(List.of(words[1], words[2]));
      entries.add(
          new CodeHistory.Entry(
              words[0],
              all,
              day(words[3], CodeHistory.ALWAYS),
              day(words[4], CodeHistory.NO_END) - 1,
              words[5].replace("-", "")));
    }
    return entries;
  }

  private static Map<String, List<String>> names() {
    Map<String, List<String>> names = new HashMap<>();
    for (String[] words : parts(NUMBERS)) {
      names.put(words[0], new ArrayList<>(List.of(words[1])));
    }
    for (String country : NAMES.strip().split(";\\s*")) {
      String[] of = country.substring(4).split(",\\s*");
      names.computeIfAbsent(country.substring(0, 3), code -> new ArrayList<>()).addAll(List.of(of));
    }
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
    return text.equals("-") ? otherwise : (int) LocalDate.parse(text).toEpochDay();
  }
}
