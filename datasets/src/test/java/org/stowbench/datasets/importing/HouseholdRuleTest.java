package org.stowbench.datasets.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/** Which home a photo is of. */
class HouseholdRuleTest {

  private static final InputLocation HERE = InputLocation.of("labels.json");

  @TempDir Path temp;

  private HouseholdRule rule(String option) {
    return HouseholdRule.of(
        new ImportRequest(temp, temp, Labels.NONE, Map.of(HouseholdRule.OPTION.name(), option)));
  }

  private HouseholdRule guess() {
    return HouseholdRule.of(ImportRequest.of(temp, temp));
  }

  private static String of(HouseholdRule rule, String image) {
    return rule.of(Optional.of(image), HouseholdRule.plain(image), field -> Optional.empty(), HERE);
  }

  @ParameterizedTest
  @CsvSource({
    "home1/left.jpg, home1",
    "home1\\left.jpg, home1",
    "./home1/left.jpg, home1",
    ".\\home1\\\\left.jpg, home1",
    "/home1/left.jpg, home1",
    "../photos/home1/left.jpg, home1",
    "images/home1/kitchen/left.jpg, home1",
    "Train/Images/home1/left.jpg, home1",
    "C:\\photos\\home1\\left.jpg, home1",
    "https://example.org/uploads/home1/left.jpg?size=2/1, home1",
    "https://example.org/left.jpg, left.jpg",
    "images/IMG_1.jpg, images/IMG_1.jpg",
    "./IMG_1.jpg, IMG_1.jpg",
    "IMG_1.jpg, IMG_1.jpg",
    "train2017/000001.jpg, train2017/000001.jpg",
    "DCIM/100CANON/1.jpg, DCIM/100CANON/1.jpg",
    "/, /",
  })
  void without_a_word_it_is_the_first_folder_that_may_be_a_home(String image, String household) {
    assertThat(of(guess(), image)).isEqualTo(household);
  }

  @ParameterizedTest
  @CsvSource({
    "\\\\server\\share\\home1\\left.jpg, home1",
    "C:\\Users\\ada\\Pictures\\home1\\left.jpg, home1",
    "/home/ada/home1/left.jpg, home1",
    "home/left.jpg, home",
    "file:///C:/Users/ada/home1/left.jpg, home1",
    "https://host/home%201/left.jpg, home 1",
    "https://host/100%/left.jpg, 100%",
    "ku\u0308che/left.jpg, k\u00fcche",
  })
  void what_says_nothing_of_homes_is_passed_over(String image, String household) {
    assertThat(of(guess(), image)).isEqualTo(household);
  }

  @Test
  void a_record_that_names_its_household_is_believed() {
    assertThat(
            guess().of(Optional.of("images/1.jpg"), "1", field -> Optional.of(" the Smiths"), HERE))
        .isEqualTo(" the Smiths");
  }

  @ParameterizedTest
  @CsvSource({
    "{household}_*.jpg, photos/h1_left.jpg, h1",
    "{household}_*.jpg, h1_left_2.jpg, h1",
    "{household}_*.jpg, h1_left.JPG, h1",
    "*\\{household}\\*, photos/h1/left.jpg, h1",
    "*/{household}/*, photos\\h1\\left.jpg, h1",
    "flat-{household}.(jpg), flat-7.(jpg), 7",
    "IMG_([0-9]+)_, photos/IMG_12_a.jpg, 12",
    "image, photos/a.jpg, photos/a.jpg",
    "folder, images/home1/a.jpg, home1",
    "folder, images/a.jpg, images/a.jpg",
  })
  void a_rule_that_is_said_is_followed(String option, String image, String household) {
    HouseholdRule rule = rule(option);
    assertThat(of(rule, image)).isEqualTo(household);
    assertThat(of(rule, image.replace("a.jpg", "b.jpg"))).isNotBlank();
    assertThat(rule.notes()).isEmpty();
  }

  @Test
  void a_field_or_a_table_may_say_it() throws IOException {
    HouseholdRule field = rule("house");
    assertThat(field.field()).contains("house");
    assertThat(field.of(Optional.of("a.jpg"), "a", name -> Optional.of(name + " 7"), HERE))
        .isEqualTo("house 7");
    Path table = temp.resolve("homes.CSV");
    Files.writeString(table, "image,household\nphotos/a.jpg,one\nb.jpg,two\n");
    HouseholdRule file = rule(table.toString());
    assertThat(of(file, ".\\photos\\a.jpg")).isEqualTo("one");
    assertThat(of(file, "photos/b.jpg")).isEqualTo("two");
    assertThatThrownBy(() -> of(file, "c.jpg"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("labels.json")
        .hasMessageContaining("says nothing of c.jpg");
    Files.writeString(table, "image,household\na.jpg,one\n./a.jpg,two\n");
    assertThatThrownBy(() -> rule(table.toString()))
        .hasMessageContaining("field household: expected one, as before, found two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "' '       | must be folder, image, a pattern, a field or a FILE.csv",
        "{household}/{household} | must have {household} once",
        "home[0-9](| is not a regular expression, because of character",
        "(a)(b)    | must have one group",
        "(?:a)     | must have one group",
        "none.csv  | none.csv",
      })
  void a_rule_that_is_none_is_refused(String option, String message) {
    assertThatThrownBy(() -> rule(option))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_pattern_that_no_memory_can_try_is_refused() {
    HouseholdRule rule = rule("^((?:h|i)*)x");
    assertThatThrownBy(() -> of(rule, "h".repeat(20_000)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("takes too many steps to be tried on a name");
  }

  @Test
  void a_pattern_that_fits_no_photo_names_the_photo() {
    assertThatThrownBy(() -> of(rule("{household}_*.png"), "a_1.jpg"))
        .hasMessage("labels.json: --household-from {household}_*.png says nothing of a_1.jpg");
  }

  @Test
  void a_scene_is_a_household_of_its_own_where_nothing_says_another() {
    HouseholdRule guess = guess();
    assertThat(guess.of(Optional.empty(), "home 7/hall", field -> Optional.empty(), HERE))
        .isEqualTo("home 7/hall");
    assertThat(guess.of(Optional.of("photos/7.jpg"), "hall", field -> Optional.empty(), HERE))
        .isEqualTo("hall");
    assertThat(
            rule("{household}/*")
                .of(Optional.empty(), "home 7/hall", field -> Optional.empty(), HERE))
        .isEqualTo("home 7");
  }

  @Test
  void a_guess_that_is_likely_wrong_is_told() {
    HouseholdRule one = guess();
    of(one, "kitchens/a.jpg");
    assertThat(one.notes()).isEmpty();
    of(one, "kitchens/b.jpg");
    assertThat(one.notes())
        .singleElement()
        .asString()
        .contains("all 2 scenes", "one household, kitchens", "--household-from");
    HouseholdRule each = guess();
    of(each, "images/a.jpg");
    of(each, "images/b.jpg");
    of(each, "home1/c.jpg");
    assertThat(each.notes())
        .singleElement()
        .asString()
        .contains("2 of 3 scenes", "such as images/a.jpg", "--household-from");
    HouseholdRule homes = guess();
    of(homes, "home1/a.jpg");
    of(homes, "home2/b.jpg");
    assertThat(homes.notes()).isEmpty();
  }
}
