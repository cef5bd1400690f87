package org.caudal.synthetic.country;

import org.jspecify.annotations.Nullable;

/**
 * Names of the region: two given names for most, two surnames, one in the countries that have one.
 * Frequent names stand first and are drawn more often (weights as 1 / (rank + 4)).
 */
final class Names {
  private static final String[] WOMEN = {
    "María",
    "Ana",
    "Guadalupe",
    "Rosa",
    "Juana",
    "Carmen",
    "Luisa",
    "Sofía",
    "Valentina",
    "Isabel",
    "Camila",
    "Daniela",
    "Gabriela",
    "Lucía",
    "Teresa",
    "Verónica",
    "Patricia",
    "Yolanda",
    "Silvia",
    "Martha",
    "Elena",
    "Paola",
    "Andrea",
    "Mónica",
    "Beatriz",
    "Esperanza",
    "Concepción",
    "Fernanda",
    "Ximena",
    "Yesenia",
    "Yuliana",
    "Karla",
    "Wendy",
    "Jacqueline",
    "Ingrid",
    "Noemí",
    "Inés",
    "Raquel",
    "Belén",
    "Milagros",
    "Rocío",
    "Yamileth",
    "Deysi",
    "Heidy",
    "Brisa",
    "Itzel"
  };
  private static final String[] MEN = {
    "José",
    "Juan",
    "Luis",
    "Carlos",
    "Francisco",
    "Jesús",
    "Miguel",
    "Antonio",
    "Pedro",
    "Manuel",
    "Santiago",
    "Mateo",
    "Diego",
    "Alejandro",
    "Daniel",
    "Ángel",
    "Víctor",
    "Rafael",
    "Ramón",
    "Martín",
    "Andrés",
    "Óscar",
    "Héctor",
    "Raúl",
    "Sergio",
    "Iván",
    "Julián",
    "Nicolás",
    "Tomás",
    "Emiliano",
    "Sebastián",
    "Wilmer",
    "Yeison",
    "Brayan",
    "Jhon",
    "Wilfredo",
    "Germán",
    "Rubén",
    "Joaquín",
    "Hernán",
    "Adán",
    "Elías",
    "Saúl",
    "Isaías",
    "Yohandry",
    "Darwin"
  };
  private static final String[] SURNAMES = {
    "Hernández",
    "García",
    "Martínez",
    "López",
    "González",
    "Rodríguez",
    "Pérez",
    "Sánchez",
    "Ramírez",
    "Flores",
    "Gómez",
    "Díaz",
    "Reyes",
    "Morales",
    "Cruz",
    "Ortiz",
    "Gutiérrez",
    "Chávez",
    "Ramos",
    "Ruiz",
    "Mendoza",
    "Álvarez",
    "Castillo",
    "Jiménez",
    "Vásquez",
    "Romero",
    "Rivera",
    "Aguilar",
    "Muñoz",
    "Quispe",
    "Mamani",
    "Núñez",
    "Peña",
    "Guzmán",
    "Salazar",
    "Contreras",
    "Rojas",
    "Medina",
    "Suárez",
    "Cárdenas",
    "Ávila",
    "Zúñiga",
    "Ibáñez",
    "Ordóñez",
    "de la Cruz",
    "del Río",
    "de León",
    "Montes de Oca",
    "Ñáñez",
    "Yáñez",
    "Huamán",
    "Condori",
    "Cóndor",
    "Tzoc",
    "Ajú",
    "Chuc",
    "Balam",
    "Valverde",
    "Villalobos",
    "Zeledón",
    "Bermúdez",
    "Acuña",
    "Piñeda",
    "Güembes",
    "Argüello",
    "Echeverría",
    "Uribe",
    "Arango",
    "Londoño",
    "Saldaña"
  };
  private static final String[] HAITIAN_WOMEN = {
    "Marie", "Rose", "Guerline", "Mirlande", "Nadège", "Fabiola", "Judeline", "Widline", "Esther"
  };
  private static final String[] HAITIAN_MEN = {
    "Jean-Baptiste", "Jean", "Wilner", "Frantz", "Évens", "Jocelyn", "Pierre-Louis", "Kervens"
  };
  private static final String[] HAITIAN_SURNAMES = {
    "Jean", "Pierre", "Joseph", "Louis", "Charles", "Saint-Fleur", "Désir", "Étienne", "François"
  };
  private static final String[] ENGLISH_WOMEN = {"Mary", "Jennifer", "Linda", "Susan", "Emily"};
  private static final String[] ENGLISH_MEN = {"James", "Robert", "Michael", "David", "Thomas"};
  private static final String[] ENGLISH_SURNAMES = {
    "Smith", "Johnson", "Brown", "Miller", "Davis", "Martin", "Tremblay", "Bernard"
  };

  private Names() {}

  /** Given names of a member. */
  static String given(Member member) {
    String country = Geography.country(member.birthPlace);
    String[] names = givenNames(country, member.isWoman());
    String first = drawn(member.dice, "given", names);
    String second = drawn(member.dice, "second-given", names);
    boolean two = member.dice.chance("two-given", 0.62) && !second.equals(first);
    return two ? first + " " + second : first;
  }

  /**
   * First and second surname: a child has the first one of the father and of the mother, or both of
   * the mother; where there is only one, that of the father.
   */
  static @Nullable String[] surnames(Member member, Dice household) {
    Member mother = member.mother;
    if (mother != null) {
      @Nullable String[] ofMother = surnames(mother, household);
      Member father = member.father;
      if (!isSpanish(member)) {
        String only = father == null ? ofMother[0] : surnames(father, household)[0];
        return new @Nullable String[] {only, null};
      }
      return father == null
          ? ofMother
          : new @Nullable String[] {surnames(father, household)[0], ofMother[0]};
    }
    String[] names = surnamesOf(Geography.country(member.birthPlace));
    String first = drawn(member.dice, "first-surname", names);
    return new @Nullable String[] {
      first, isSpanish(member) ? drawn(member.dice, "second-surname", names) : null
    };
  }

  private static boolean isSpanish(Member member) {
    return switch (Geography.country(member.birthPlace)) {
      case "HTI", "USA", "CAN", "FRA" -> false;
      default -> true;
    };
  }

  private static String[] givenNames(String country, boolean woman) {
    return switch (country) {
      case "HTI" -> woman ? HAITIAN_WOMEN : HAITIAN_MEN;
      case "USA", "CAN", "FRA" -> woman ? ENGLISH_WOMEN : ENGLISH_MEN;
      default -> woman ? WOMEN : MEN;
    };
  }

  private static String[] surnamesOf(String country) {
    return switch (country) {
      case "HTI" -> HAITIAN_SURNAMES;
      case "USA", "CAN", "FRA" -> ENGLISH_SURNAMES;
      default -> SURNAMES;
    };
  }

  private static String drawn(Dice dice, String stream, String[] names) {
    double[] weights = new double[names.length];
    for (int rank = 0; rank < names.length; rank++) {
      weights[rank] = 1.0 / (rank + 4);
    }
    return names[dice.pick(stream, weights)];
  }
}
