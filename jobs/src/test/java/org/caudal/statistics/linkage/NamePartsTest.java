package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.caudal.statistics.linkage.NameParts.Main;
import org.caudal.statistics.linkage.NameParts.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePartsTest {
  @ParameterizedTest
  @CsvSource({
    "'María del Carmen de la Cruz Pérez', maria del carmen, de la cruz, perez, ''",
    "'María de los Ángeles Díaz', maria de los angeles, diaz, '', ''",
    "'José Ortega y Gasset', jose, ortega, gasset, ''",
    "'Ana Ma. Núñez', ana maria, nunez, '', ''",
    "'M.ª José Glez. Rdz.', maria jose, gonzalez, rodriguez, ''",
    "'Juan Carlos Quispe', juan carlos, quispe, '', ''", // a common second name
    "'Yesenia Nayeli Quispe', yesenia, nayeli, quispe, ''", // not one: taken for a surname
    "'Pepe Sánchez', jose, sanchez, '', ''",
    "'Quispe', '', quispe, '', ''",
    "'', '', '', '', ''",
    "'María Pérez de González', maria, perez, '', gonzalez",
    "'María Pérez García de González', maria, perez, garcia, gonzalez",
    "'Rosa Quispe Mamani vda. de Flores', rosa, quispe, mamani, flores",
    "'Juan Ponce de León García', juan, ponce de leon, garcia, ''",
    "'Ana Pérez de Jesús', ana, perez, de jesus, ''",
    "'Luis Mamani Jr.', luis, mamani, '', ''",
    "'Pérez García, Juan Carlos', juan carlos, perez, garcia, ''",
  })
  void aWholeNameInSpanish(String text, String given, String main, String other, String married) {
    assertThat(NameParts.ofWhole(text, Order.GIVEN_FIRST, Main.FIRST))
        .isEqualTo(new NameParts(given, main, other, married));
  }

  @ParameterizedTest
  @CsvSource({
    "'PEREZ GARCIA JUAN CARLOS', juan carlos, perez, garcia, ''",
    "'DE LA CRUZ MAMANI ROSA', rosa, de la cruz, mamani, ''",
    "'QUISPE MARIA ELENA', maria elena, quispe, '', ''",
    "'QUISPE JUAN', juan, quispe, '', ''",
    "'PEREZ DE GONZALEZ MARIA', maria, perez, '', gonzalez",
    "'PEREZ GARCIA DE GONZALEZ MARIA', maria, perez, garcia, gonzalez",
  })
  void aWholeNameWithSurnamesFirst(
      String text, String given, String main, String other, String married) {
    assertThat(NameParts.ofWhole(text, Order.SURNAMES_FIRST, Main.FIRST))
        .isEqualTo(new NameParts(given, main, other, married));
  }

  @ParameterizedTest
  @CsvSource({
    "'João da Silva e Souza', joao, souza, da silva",
    "'Maria Aparecida dos Santos', maria aparecida, dos santos, ''",
    "'José Alves de Souza', jose, de souza, alves", // no spouse in Portuguese
    "'José da Silva Filho', jose, da silva, ''",
  })
  void inPortugueseTheLastSurnameIsTheMainOne(
      String text, String given, String main, String other) {
    assertThat(NameParts.ofWhole(text, Order.GIVEN_FIRST, Main.LAST))
        .isEqualTo(new NameParts(given, main, other, ""));
  }

  @Test
  void columnsOfSurnamesHaveOneEach() {
    assertThat(
            NameParts.of(List.of("Paco", "José"), List.of("de la Cruz", "Peña Nieto"), Main.FIRST))
        .isEqualTo(new NameParts("francisco jose", "de la cruz", "pena nieto", ""));
    assertThat(NameParts.of(List.of("Ana"), List.of("Peña Nieto"), Main.FIRST))
        .isEqualTo(new NameParts("ana", "pena", "nieto", ""));
    assertThat(NameParts.of(List.of("Ana"), List.of("Peña", "-"), Main.FIRST))
        .isEqualTo(new NameParts("ana", "pena", "", ""));
  }

  @Test
  void keysAreThoseOfTheSoundWithoutParticles() {
    NameParts parts = new NameParts("maria del carmen", "de la cruz", "vasquez", "");
    assertThat(parts.givenKey()).isEqualTo(NameKey.of("maria") + " " + NameKey.of("carmen"));
    assertThat(parts.mainKey()).isEqualTo(NameKey.of("cruz"));
    assertThat(parts.otherKey()).isEqualTo(NameKey.of("Bazques"));
  }
}
