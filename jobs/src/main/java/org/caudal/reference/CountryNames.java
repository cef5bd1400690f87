package org.caudal.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names of countries in Spanish, Portuguese, English and French as offices write them. */
final class CountryNames {
  /** Beside those of the Java platform; that of a former code holds for its successor too. */
  private static final String NAMES =
      """
      ALA ilhas alanda; ASM samoa estadounidense; ATF territorios franceses del sur;
      AZE azerbaidjao;
      BES bonaire saba e santo eustaquio, bonaire saint eustache et saba, islas bes,
        bonaire santo eustaquio e saba, bonaire sint eustatius and saba; BFA burquina;
      BLR bielo russia, bielorussia; BMU islas bermudas;
      BOL estado plurinacional da bolivia, etat plurinational de bolivie;
      BRN brunei darussalam; CCK ilhas cocos, islas cocos keeling, iles cocos;
      COD republica democratica do congo, republique democratique du congo; COM islas comores;
      CXR ilha natal; FLK ilhas falkland, ilhas malvinas, islas falkland, falkland malvinas;
      FSM estados federados de micronesia, federated states of micronesia,
        estados federados da micronesia, etats federes de micronesie;
      HMD heard island and mcdonald islands, ilha heard e ilhas mcdonald,
        isla heard e islas mcdonald;
      IRN republique islamique d iran, republica islamica do ira, republica islamica do irao;
      KGZ kirghizistan; KOR republique de coree;
      LAO republica democratica popular de lao, republica popular democratica do laos,
        republica democratica popular do laos, republique democratique populaire lao;
      MAF saint martin french part, saint martin partie francaise, san martin zona francesa,
        sao martim parte francesa; MDA moldova; MDV islas maldivas; MMR myanmar, birmanie;
      NIU nioue; PCN pitcairn; PRK republica popular democratica da coreia,
        republica democratica popular de corea, republique populaire democratique de coree;
      PSE estado da palestina, etat de palestine; REU ilha reuniao, ile de la reunion;
      RUS federation de russie; SGP cingapura; SGS georgia do sul e ilhas sandwich do sul,
        islas georgias del sur y sandwich del sur; SHN santa elena ascension y tristan de acuna,
        saint helena ascension and tristan da cunha, sainte helene ascension et tristan da cunha,
        santa helena ascensao e tristao da cunha; SMR sao marino; SPM sao pedro e miquelon;
      SJM svalbard e a ilha de jan mayen, svalbard et ile jan mayen; SWZ suazilandia;
      SXM sint maarten dutch part, isla de san martin zona holandesa, sao martim parte holandesa;
      SYR republica arabe da siria, republica arabe de siria, republique arabe syrienne;
      TCA ilhas turks e caicos; TTO trinidade e tobago; TWN taiwan province of china,
        taiwan provincia da china, taiwan provincia de china, taiwan province de chine;
      TZA republique unie de tanzanie, republica unida da tanzania;
      UMI ilhas menores distantes dos estados unidos, islas ultramarinas menores de estados unidos,
        united states minor outlying islands; VAT holy see vatican city state,
        santa sede ciudad estado del vaticano, santa se cidade estado do vaticano;
      VEN republica bolivariana da venezuela, republique bolivarienne du venezuela;
      VIR ilhas virgens dos estados unidos, iles vierges etats unis, islas virgenes de eeuu;
      AFI french afars and issas, afars e issas; GEL islas gilbert y ellice,
        gilbert and ellice islands;
      DHY dahomey, daome; HVO alto volta, upper volta, haute volta;
      NHB nuevas hebridas, novas hebridas, new hebrides; NTZ zona neutral, neutral zone;
      PCI pacific islands trust territory; SKM sikkim; YMD yemen democratico, democratic yemen;
      PCZ zona del canal, zona del canal de panama, canal zone, panama canal zone;
      RHO rodesia, rodesia del sur, rodesia do sul, rhodesia, southern rhodesia;
      VDR vietnam del norte, vietname do norte, north vietnam;
      ANT antillas holandesas, antillas neerlandesas, antilhas holandesas, netherlands antilles;
      BIH bosnia herzegovina; BOL bolivia estado plurinacional de, estado plurinacional de bolivia,
        bolivia plurinational state of; BRA republica federativa do brasil,
        republica federativa de brasil; CHN republica popular china,
        people s republic of china, republica popular da china, republique populaire de chine;
      CIV costa de marfil;
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

  private CountryNames() {}

  /** Names by alpha-3 code. */
  static Map<String, List<String>> all() {
    Map<String, List<String>> names = new TreeMap<>();
    for (String country : NAMES.strip().split(";\\s*")) {
      String[] of = country.substring(4).split(",\\s*");
      names.computeIfAbsent(country.substring(0, 3), code -> new ArrayList<>()).addAll(List.of(of));
    }
    return names;
  }
}
