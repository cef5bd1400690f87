package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AgreementTest {

  @Test
  void kappaIsAgreementBeyondChance() {
    // 20 yes and 15 no of 50 together, 5 and 10 apart: observed 0.7; by chance
    // (25 * 30 + 25 * 20) / 2500 = 0.5; 0.2 / 0.5
    Agreement agreement = Agreement.of(new long[][] {{20, 5}, {10, 15}});
    assertThat(agreement.cases()).isEqualTo(50);
    assertThat(agreement.observed()).isEqualTo(0.7);
    assertThat(agreement.kappa()).isEqualTo(0.4, within(1e-12));
    // three: 6 + 2 + 1 of 10; by chance (7 * 6 + 2 * 3 + 1 * 1) / 100 = 0.49; (0.9 - 0.49) / 0.51
    assertThat(Agreement.of(new long[][] {{6, 1, 0}, {0, 2, 0}, {0, 0, 1}}).kappa())
        .isEqualTo(0.41 / 0.51, within(1e-12));
    // both always say the same one thing: nothing is known beyond chance
    assertThat(Agreement.of(new long[][] {{9, 0}, {0, 0}})).isEqualTo(new Agreement(9, 1.0, null));
    assertThat(Agreement.of(new long[2][2])).isEqualTo(new Agreement(0, null, null));
  }
}
