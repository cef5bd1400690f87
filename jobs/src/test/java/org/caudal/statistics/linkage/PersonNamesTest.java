package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNamesTest {
  @ParameterizedTest
  @CsvSource({
    "'García Márquez', garcia, marquez",
    "'DE LA CRUZ MAMANI', de la cruz, mamani",
    "'Mamani de la Cruz', mamani, de la cruz",
    "'Ortega y Gasset', ortega, gasset",
    "'Souza e Silva', souza, silva",
    "'da Silva dos Santos', da silva, dos santos",
    "'San Martín del Río', san martin, del rio",
    "'Silva Costa Pereira', silva, pereira", // of several the last
    "'López-Vega Ruiz', lopez-vega, ruiz",
    "'  Quispe  ', quispe, ''",
    "O’Higgins D´Angelo, o'higgins, d'angelo", // whatever apostrophe the keyboard has
    "Dʼelía O`Reilly, d'elia, o'reilly",
    "'López\u2010Vega ‘Ruiz’', lopez-vega, ruiz",
    "'-García- ''Paz''', garcia, paz",
    "'Cruz de la', cruz de la, ''",
    "'de la', de la, ''",
    "'y', '', ''",
    "' ', '', ''",
  })
  void surnamesKeepTheirParticles(String text, String first, String second) {
    assertThat(PersonNames.firstSurname(text)).isEqualTo(first);
    assertThat(PersonNames.secondSurname(text)).isEqualTo(second);
  }

  @ParameterizedTest
  @CsvSource({
    "'Pepe Luis', jose luis",
    "LUPITA, guadalupe",
    "Toño, antonio",
    "María José, maria jose",
    "Beto, beto", // Alberto, Roberto, Gilberto
    "'', ''",
  })
  void aShortNameStandsForOne(String text, String formal) {
    assertThat(PersonNames.formal(text)).isEqualTo(formal);
  }

  @ParameterizedTest
  @CsvSource({
    "'1-0234-0567', 102340567",
    "'123.456.789-09', 12345678909",
    "'v-12.345.678', V12345678",
    "'00123', 00123",
    "'-', ''",
  })
  void aNumberIsItsLettersAndDigits(String text, String number) {
    assertThat(PersonNames.document(text)).isEqualTo(number);
  }
}
