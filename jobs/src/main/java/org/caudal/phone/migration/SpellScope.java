package org.caudal.phone.migration;

import java.io.Serializable;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Which spells a job reads. Beside the levels of {@link ResidenceSpell} there is the level {@code
 * country}: all areas of the country are one place, so that only moves over the border are left.
 */
public record SpellScope(
    @Doc("Country of the operators, ISO 3166-1 alpha-3") @Example("XCA") String homeCountry,
    @Doc("Level from whose spells those of the level country are joined; empty for none")
        @Default("municipality")
        String countryFrom,
    @Doc("Most days between two spells in the country that are joined") @Default("30")
        int countryGap)
    implements Serializable {

  /** Refuses what is no code. */
  public SpellScope {
    if (!homeCountry.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException(
          "home-country must be an alpha-3 code such as MEX, was " + homeCountry);
    }
    if (countryGap < 0) {
      throw new IllegalArgumentException("country-gap must be 0 or more, was " + countryGap);
    }
  }
}
