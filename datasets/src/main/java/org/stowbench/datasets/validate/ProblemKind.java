package org.stowbench.datasets.validate;

/** What can be wrong with a dataset. */
public enum ProblemKind {
  METADATA(Severity.ERROR, "dataset.json does not fit the format"),
  FILE(Severity.ERROR, "a file is missing or damaged"),
  STRUCTURE(Severity.ERROR, "lines do not fit the format"),
  UNKNOWN_FIELD(Severity.ERROR, "fields that the format does not have"),
  REPEATED_ID(Severity.ERROR, "ids are there twice"),
  UNKNOWN_SCENE(Severity.ERROR, "queries name a scene that is not there"),
  NOT_A_CANDIDATE(
      Severity.ERROR, "truths, votes or known placements name no candidate of their scene"),
  WRONG_FLAGS(Severity.ERROR, "flags do not fit the regions"),
  HOUSEHOLD_IN_SPLITS(Severity.ERROR, "households are in several splits"),
  PHOTO_IN_SPLITS(Severity.ERROR, "photos are in several splits"),
  OUTSIDE_PHOTO(Severity.ERROR, "regions lie outside their photo"),
  PHOTO_SIZE(Severity.ERROR, "photos have other proportions than the dataset says"),
  IMAGE_ELSEWHERE(Severity.ERROR, "images are called as no file in the folder of photos can be"),
  UNUSABLE_PHOTO(Severity.ERROR, "files of photos cannot be used"),
  CHANGED(Severity.ERROR, "the content is not what dataset.json describes"),
  UNCHECKED(Severity.WARNING, "queries were not checked: their scenes could not be read"),
  NOT_SEALED(Severity.WARNING, "dataset.json has no checksums"),
  REPEATED_QUERY(Severity.WARNING, "queries ask what another asks"),
  REPEATED_KNOWN(Severity.WARNING, "known placements are there twice"),
  TOLD_IN_SPLITS(
      Severity.WARNING,
      "households are in several splits, but queries tell of them in all but one"),
  ITEM_SPELLINGS(Severity.WARNING, "items differ in case or spacing only"),
  ALIKE(Severity.WARNING, "containers have nothing that tells them from another"),
  PARTLY_DRAWN(Severity.WARNING, "scenes have regions for some of their containers only"),
  PARTLY_PLACED(Severity.WARNING, "scenes have positions for some of their containers only"),
  NO_AREA(Severity.WARNING, "candidates have no area"),
  INVALID_SHAPE(Severity.WARNING, "candidates cross themselves"),
  REPEATED_SHAPE(Severity.WARNING, "candidates repeat another's outline"),
  TRUTH_WITHOUT_AREA(Severity.WARNING, "truths are candidates without area"),
  SCALED_PHOTO(
      Severity.WARNING, "photos have another size than the dataset says, in the same proportions"),
  UNTURNED_PHOTO(Severity.WARNING, "photos were labelled without what EXIF says of their turn"),
  GUESSED_HOUSEHOLDS(Severity.WARNING, "households look as if a program had guessed them");

  /** How bad it is. */
  public enum Severity {
    /** Figures over this dataset would be wrong, or it cannot be read. */
    ERROR,
    /** Odd, and possibly meant. */
    WARNING
  }

  private final Severity severity;
  private final String meaning;

  ProblemKind(Severity severity, String meaning) {
    this.severity = severity;
    this.meaning = meaning;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** The kind in words that follow a count. */
  public String meaning() {
    return meaning;
  }
}
