package org.caudal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HomeTest {

  @Test
  void theFolderIsThatOfTheLauncherElseThatOfTheEnvironmentElseTheOneItIsRunIn() {
    assertThat(Home.folder("/opt/caudal", "/elsewhere")).isEqualTo("/opt/caudal");
    assertThat(Home.folder(null, "/opt/caudal")).isEqualTo("/opt/caudal");
    assertThat(Home.folder(null, null)).isEqualTo(".");
    assertThat(Home.folder(null, "")).isEqualTo(".");
  }
}
