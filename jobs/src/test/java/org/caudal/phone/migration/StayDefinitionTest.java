package org.caudal.phone.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.caudal.phone.migration.Counting.Counted;
import org.caudal.statistics.spells.Spell;
import org.junit.jupiter.api.Test;

class StayDefinitionTest {
  private static final StayDefinition KINDS = new StayDefinition(365, 90, 30, 365, 2, 0.5, 2);

  @Test
  void everyStayOfAKindIsCounted() {
    // home for 100 and 111 days; away for 90 from April 1970 and for 90 from October
    assertThat(
            KINDS.counted(
                List.of(
                    spell(1, 0, 99), spell(2, 100, 189), spell(1, 190, 300), spell(2, 301, 390))))
        .containsExactly(
            new Counted("home", 100),
            new Counted("short_term", 90),
            new Counted("home", 111),
            new Counted("short_term", 90));
    assertThat(KINDS.counted(List.of())).isEmpty();
    assertThat(KINDS.kinds()).contains("home", "seasonal", "return").hasSize(8);
  }

  private static Spell spell(int place, int start, int end) {
    return new Spell(place, start, end, start, start, end, end, false, false, 9, 9, 1, 1, 1);
  }
}
