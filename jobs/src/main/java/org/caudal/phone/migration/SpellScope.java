package org.caudal.phone.migration;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.caudal.reference.Codes;
import org.caudal.reference.MobileCountries;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Which spells a job reads. Beside the levels of {@link ResidenceSpell} there is the level {@code
 * country}: all areas of the country are one place, so that only moves over the border are left. It
 * is joined from the spells of {@code country-from}; those that were found at this level itself are
 * taken where it has none of the definition.
 */
public record SpellScope(
    @Doc("Country of the operators, ISO 3166-1 alpha-3") @Example("XCA") String homeCountry,
    @Doc("Level from whose spells those of the level country are joined; empty for none")
        @Default("municipality")
        String countryFrom,
    @Doc("Most days between two spells in the country that are joined") @Default("30")
        int countryGap,
    @Doc("Codes of other countries beside ISO 3166-1, as for load-border-crossings")
        @Example("[XCB]")
        @Default("[]")
        List<String> otherCountries)
    implements Serializable {

  private static final Set<String> COUNTRIES = Set.copyOf(MobileCountries.countries());

  /** Without countries beside ISO 3166-1. */
  SpellScope(String homeCountry, String countryFrom, int countryGap) {
    this(homeCountry, countryFrom, countryGap, List.of());
  }

  /** Refuses what is no code. */
  public SpellScope {
    otherCountries = Codes.others(otherCountries);
    Codes.requireAlpha3("home-country", homeCountry);
    if (countryGap < 0) {
      throw new IllegalArgumentException("country-gap must be 0 or more, was " + countryGap);
    }
  }

  /** Whether a place is another country, not an area of this one. */
  boolean isAbroad(String place) {
    return !place.equals(homeCountry)
        && (COUNTRIES.contains(place) || otherCountries.contains(place));
  }
}
