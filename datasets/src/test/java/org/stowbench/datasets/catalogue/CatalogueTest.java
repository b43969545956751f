package org.stowbench.datasets.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.datasets.format.SmallDataset;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;

/** What a reference to a dataset means. */
class CatalogueTest {

  @TempDir Path home;

  @Test
  void an_installed_dataset_opens_by_id_and_split() throws IOException {
    Catalogue catalogue = new Catalogue(home);
    SmallDataset.write(catalogue.folder("small"));
    assertThat(catalogue.installed("small")).isTrue();
    assertThat(catalogue.open("small:dev").info().id()).isEqualTo("small:dev");
    assertThat(catalogue.open("small").info().id()).isEqualTo("small:eval");
  }

  @Test
  void a_folder_anywhere_opens_by_its_path() throws IOException {
    Path folder = home.resolve("my data:2");
    SmallDataset.write(folder);
    Catalogue catalogue = new Catalogue(home.resolve("none"));
    assertThat(catalogue.open(folder.toString()).info().id()).isEqualTo("small:eval");
    assertThat(catalogue.open(folder + ":dev").info().id()).isEqualTo("small:dev");
  }

  @Test
  void what_may_be_learned_from_is_the_dev_split_unless_it_is_evaluated() throws IOException {
    Catalogue catalogue = new Catalogue(home);
    SmallDataset.write(catalogue.folder("small"));
    assertThat(catalogue.training("small:eval").map(Dataset::info).orElseThrow().id())
        .isEqualTo("small:dev");
    assertThat(catalogue.training("small")).isPresent();
    assertThat(catalogue.training("small:dev")).isEmpty();
  }

  @Test
  void questions_are_answered_from_the_dataset_that_is_named_and_else_from_real_homes()
      throws IOException {
    Catalogue catalogue = new Catalogue(home);
    SmallDataset.write(catalogue.folder("small"));
    SmallDataset.writeReal(catalogue.folder("shic"));
    assertThat(catalogue.trainingForQuestions(Optional.of("small")).info())
        .isEqualTo(catalogue.open("small:dev").info());
    for (Optional<String> without : List.of(Optional.of("small:dev"), Optional.<String>empty())) {
      DatasetInfo real = catalogue.trainingForQuestions(without).info();
      assertThat(real).isEqualTo(catalogue.open("shic:dev").info());
      assertThat(real.simulated()).isFalse();
    }
  }

  @Test
  void where_nobody_names_a_dataset_the_simulated_one_is_meant() throws IOException {
    Catalogue catalogue = new Catalogue(home);
    assertThat(catalogue.usual()).isEqualTo("sim:eval");
    assertThat(catalogue.usualTraining()).isEqualTo("sim:dev");
    SmallDataset.write(catalogue.folder("another"));
    assertThat(catalogue.usual()).isEqualTo("sim:eval");
  }

  @Test
  void a_real_dataset_is_meant_before_the_simulated_one_and_a_known_one_first() throws IOException {
    Catalogue catalogue = new Catalogue(home);
    SmallDataset.writeReal(catalogue.folder("mine"));
    assertThat(catalogue.usual()).isEqualTo("mine:eval");
    assertThat(catalogue.usualTraining()).isEqualTo("mine:dev");
    SmallDataset.writeReal(catalogue.folder("shic"));
    assertThat(catalogue.usual()).isEqualTo("shic:eval");
    assertThat(catalogue.usualTraining()).isEqualTo("shic:dev");
  }

  @Test
  void a_damaged_real_dataset_is_not_passed_over_in_silence() throws IOException {
    Catalogue catalogue = new Catalogue(home);
    SmallDataset.writeReal(catalogue.folder("shic"));
    Files.writeString(catalogue.folder("shic").resolve("dataset.json"), "{");
    String usual = catalogue.usual();
    assertThatThrownBy(() -> catalogue.open(usual))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("dataset.json");
  }

  @Test
  void a_known_dataset_that_is_not_installed_says_how_to_get_it_in_two_lines() {
    assertThatThrownBy(() -> new Catalogue(home).open("shic:eval"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "dataset shic is not installed here. To get it:\n"
                + "  stowbench datasets fetch shic (or, from a checkout of"
                + " https://github.com/michaelalr/thesis: stowbench datasets import shic --from"
                + " DIR)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":", ":eval", "nothing", "nothing:eval", "../x:eval", "a\u0000b", "SHIC"})
  void what_is_neither_is_refused_with_what_is_allowed(String reference) {
    assertThatThrownBy(() -> new Catalogue(home).open(reference))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be ID[:SPLIT] or FOLDER[:SPLIT]");
  }

  @Test
  void a_folder_without_a_dataset_says_so() throws IOException {
    Path folder = Files.createDirectory(home.resolve("empty"));
    assertThatThrownBy(() -> new Catalogue(home).open(folder + ":eval"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("holds no dataset.json");
  }

  @Test
  void an_id_cannot_lead_out_of_the_home_folder() {
    assertThatThrownBy(() -> new Catalogue(home).folder("../../etc"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new Catalogue(home).folder(".."))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void every_known_dataset_says_what_it_is_and_how_to_get_it() {
    assertThat(KnownDataset.all()).extracting(KnownDataset::id).contains("shic");
    assertThat(KnownDataset.named("shic").howToGet()).doesNotContain("\n");
  }
}
