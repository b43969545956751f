/**
 * What models say, read. A reply becomes an answer in four steps, each of which may end it with a
 * reason instead:
 *
 * <ol>
 *   <li>The wire takes the provider's form apart: text, thoughts, why it ended ({@link
 *       org.stowbench.predictors.llm.chat.ModelReply}).
 *   <li>{@link org.stowbench.predictors.llm.answer.FinalText} takes out the thoughts that stand in
 *       the text, and ends what was cut off, filtered, refused, or never got past its thoughts.
 *   <li>{@code AnswerSearch} finds where in the final text the answer is: in its JSON, through
 *       wrappers ({@code JsonAnswers}), else in its words ({@code Lines}); after the last heading
 *       "Final answer". Damaged JSON ends it.
 *   <li>One grammar a form reads it: names of containers ({@code Names}), lists ({@code
 *       RankingList}), probabilities ({@code ReplyEntries}), boxes ({@code BoxReader}).
 * </ol>
 *
 * Whatever has more than one reading, or none, is a {@link
 * org.stowbench.predictors.llm.answer.Reading.Unreadable} that says what is wrong; nothing is
 * guessed at.
 */
package org.stowbench.predictors.llm.answer;
