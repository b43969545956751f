/**
 * People answer the same questions as predictors: {@link org.stowbench.study.Study} knows who is
 * asked what and forgets no answer, {@link org.stowbench.study.StudySite} serves the page, {@link
 * org.stowbench.study.StudyStatus} says how far everybody is and how far they agree.
 *
 * <p>A participant is a code. What comes from a browser is hostile until it is read; what leaves is
 * the page, its texts and the picture of one scene, never a truth.
 */
package org.stowbench.study;
