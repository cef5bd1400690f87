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
    "'Rosa Quispe Mamani vda. de Flores Rojas', rosa, quispe, mamani, flores rojas",
    "'Rosa Quispe vda. de Flores Rojas', rosa, quispe, '', flores rojas",
    "'Quispe Mamani vda. de Flores Rojas, Rosa', rosa, quispe, mamani, flores rojas",
    "'María Elena O’Higgins Paz', maria elena, o'higgins, paz, ''",
    "'Juan Ponce de León García', juan, ponce de leon, garcia, ''",
    "'Ana Pérez de Jesús', ana, perez, de jesus, ''",
    "'Luis Mamani Jr.', luis, mamani, '', ''",
    "'Pérez García, Juan Carlos', juan carlos, perez, garcia, ''",
    "'Juan Pérez, Jr.', juan, perez, '', ''",
    "'Pérez García, Juan Carlos, Jr.', juan carlos, perez, garcia, ''",
    "'Juan Pérez,', juan, perez, '', ''",
    "', Juan Pérez', juan, perez, '', ''",
    "'Pérez García,', '', perez, garcia, ''", // no given name is known
    "'De la Cruz Mamani,', '', de la cruz, mamani, ''",
    "'Quispe,', '', quispe, '', ''",
    "',', '', '', '', ''",
    "'Pérez de González, María', maria, perez, '', gonzalez",
    // De León and the like are surnames, not of a spouse
    "'Juan Carlos de León', juan carlos, de leon, '', ''",
    "'Ana Pérez de León', ana, perez, de leon, ''",
    "'Ana Pérez de Paz', ana, perez, de paz, ''",
    "'Ana Pérez de la Cruz', ana, perez, de la cruz, ''",
    "'María de León de González', maria, de leon, '', gonzalez",
    // no surname of her own
    "'Ana María de González', ana maria, de gonzalez, '', ''",
    "'María del Carmen de González', maria del carmen, de gonzalez, '', ''",
    "'Ana de González', ana, de gonzalez, '', ''",
    "'Ana María vda. de González', ana maria, '', '', gonzalez",
    "'Ana María Pérez de González', ana maria, perez, '', gonzalez",
    "'Rosa Quispe vda. de la Cruz', rosa, quispe, '', de la cruz",
    "'Rosa Quispe vda. de López', rosa, quispe, '', lopez",
    // initials, of which e and y are no joints
    "'Juan P. Gómez', juan p, gomez, '', ''",
    "'Juan E. Gómez', juan e, gomez, '', ''",
    "'Juan Carlos P. Gómez', juan carlos p, gomez, '', ''",
    "'Juan P. Gómez Pérez', juan p, gomez, perez, ''",
    // second names
    "'Ana Altagracia Peña', ana altagracia, pena, '', ''",
    "'Luis Humberto Mejía', luis humberto, mejia, '', ''",
    "'María Coromoto Rangel', maria coromoto, rangel, '', ''",
    "'José René Castillo', jose rene, castillo, '', ''",
    "'Juan de Dios Pérez', juan de dios, perez, '', ''",
    "'María de la Caridad Pérez', maria de la caridad, perez, '', ''",
    "'María de los Remedios Gil', maria de los remedios, gil, '', ''",
    "'María de la Soledad Gil', maria de la soledad, gil, '', ''",
    "'María del Valle Rangel', maria del valle, rangel, '', ''",
    "'Yesenia del Valle Rangel', yesenia del valle, rangel, '', ''",
    "'Pedro Pérez del Valle', pedro, perez, del valle, ''",
    "'Juan del Valle', juan, del valle, '', ''",
    "'Ana María del Valle Gil', ana maria del valle, gil, '', ''",
    "'Juan Carlos Rosario Díaz', juan carlos, rosario, diaz, ''", // four words: two surnames
    "'Juan Rosario Díaz', juan rosario, diaz, '', ''",
    "'Ana María de Jesús Díaz', ana maria de jesus, diaz, '', ''",
    // short names are given names only
    "'Pedro Concha Toro', pedro, concha, toro, ''",
    "'Luis Chico Pérez', luis, chico, perez, ''",
    "'Ma, Wei', wei, ma, '', ''",
    "'Santa Pérez Díaz', santa, perez, diaz, ''",
    "'Sto. Pérez', santo, perez, '', ''",
    "'Ana Santa Cruz Díaz', ana, santa cruz, diaz, ''",
    "'Juan García-López', juan, garcia, lopez, ''",
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
    "'PEREZ DE LEON MARIA', maria, perez, de leon, ''",
    "'PEREZ VDA DE GONZALEZ MARIA ELENA', maria elena, perez, '', gonzalez", // one of the spouse
    "'PEREZ DEL VALLE MARIA', maria, perez, del valle, ''",
    "'DIAZ ROSARIO JUAN CARLOS', juan carlos, diaz, rosario, ''",
    "'QUISPE MARIA DEL CARMEN ROSA', maria del carmen rosa, quispe, '', ''",
    "'GOMEZ JUAN P.', juan p, gomez, '', ''",
    "'PEREZ GARCIA,', '', perez, garcia, ''",
    "'PEREZ GARCIA JUAN,', juan, perez, garcia, ''",
    "'PEREZ GARCIA JUAN CARLOS JR', juan carlos, perez, garcia, ''",
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

  @ParameterizedTest
  @CsvSource({
    "Pérez|De León, perez, de leon, ''",
    "Pérez|de González, perez, de gonzalez, ''",
    "Quispe|Mamani|Flores, quispe, mamani, flores",
    "Quispe|Mamani|vda. de Flores, quispe, mamani, flores",
    "Quispe vda. de Flores|Mamani, quispe, mamani, flores",
    "Quispe vda. de Flores|Mamani|de Paz, quispe, mamani, paz",
    "Quispe|Mamani|de Flores, quispe, mamani, flores",
    "Quispe|Mamani|de la Cruz, quispe, mamani, de la cruz",
    "Quispe|vda. de Flores, quispe, '', flores",
    "Quispe|vda. de Flores Rojas, quispe, '', flores rojas",
    "vda. de Flores|Quispe, quispe, '', flores", // hers is the one that is left
    "vda. de Flores|Quispe|Mamani, quispe, mamani, flores",
    "vda. de Flores, '', '', flores",
    "Quispe|Mamani Jr.|, quispe, mamani, ''",
    "Quispe|Mamani|Jr., quispe, mamani, ''",
    "García-López, garcia, lopez, ''",
    "García-López|Díaz, garcia-lopez, diaz, ''",
    "Saint-Fleur, saint-fleur, '', ''", // one surname in Haiti
    "Pérez de León, perez, de leon, ''",
    "Pérez de González, perez, '', gonzalez",
    "Ma, ma, '', ''",
  })
  void columnsOfSurnames(String columns, String main, String other, String married) {
    assertThat(NameParts.of(List.of("Ma."), List.of(columns.split("\\|")), Main.FIRST))
        .isEqualTo(new NameParts("maria", main, other, married));
  }

  @Test
  void inPortugueseTheThirdColumnIsOfASpouseToo() {
    assertThat(NameParts.of(List.of("Ana"), List.of("Souza", "da Silva", "Costa"), Main.LAST))
        .isEqualTo(new NameParts("ana", "da silva", "souza", "costa"));
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
    NameParts cedillas = NameParts.ofWhole("Conceição Gonçalves", Order.GIVEN_FIRST, Main.LAST);
    assertThat(cedillas.givenKey()).isEqualTo(NameKey.of("Conseisao"));
    assertThat(cedillas.mainKey()).isEqualTo(NameKey.of("Gonsalves"));
  }
}
