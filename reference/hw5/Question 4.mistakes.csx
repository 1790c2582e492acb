// Typical wrong answers to the functions of question 4; the rubric gives each its sentence and its credit.

// A1
IEnumerable<(string Text, string Label)> Trimmed(IEnumerable<(string Text, string Label)> rows) => rows.Select(it => (it.Text.Trim(), it.Label.Trim()));
IEnumerable<(string Text, string Label)> Kept(IEnumerable<(string Text, string Label)> rows) => rows.Where(it => it.Text.Length > 0 && it.Label is "0" or "1");
List<(string Text, int Label)> Labelled(IEnumerable<(string Text, string Label)> rows) => rows.Select(it => (it.Text, it.Label == "1" ? 1 : 0)).ToList();

List<(string Text, int Label)> q4a1_no_trim(IEnumerable<(string Text, string Label)> rows) => Labelled(Kept(rows).Distinct());
List<(string Text, int Label)> q4a1_text_not_trimmed(IEnumerable<(string Text, string Label)> rows) => Labelled(Kept(rows.Select(it => (it.Text, it.Label.Trim()))).Distinct());
List<(string Text, int Label)> q4a1_empty_before_trim(IEnumerable<(string Text, string Label)> rows) => Labelled(Trimmed(rows.Where(it => it.Text.Length > 0)).Where(it => it.Label is "0" or "1").Distinct());
List<(string Text, int Label)> q4a1_label_not_trimmed(IEnumerable<(string Text, string Label)> rows) => Labelled(Kept(rows.Select(it => (it.Text.Trim(), it.Label))).Distinct());
List<(string Text, int Label)> q4a1_keeps_duplicates(IEnumerable<(string Text, string Label)> rows) => Labelled(Kept(Trimmed(rows)));
List<(string Text, int Label)> q4a1_duplicates_before_trim(IEnumerable<(string Text, string Label)> rows) => Labelled(Kept(Trimmed(rows.Distinct())));
List<(string Text, int Label)> q4a1_same_text(IEnumerable<(string Text, string Label)> rows) => Labelled(Kept(Trimmed(rows)).DistinctBy(it => it.Text));
List<(string Text, int Label)> q4a1_ignores_case(IEnumerable<(string Text, string Label)> rows) => Labelled(Kept(Trimmed(rows)).DistinctBy(it => (it.Text.ToLowerInvariant(), it.Label)));
List<(string Text, int Label)> q4a1_lower_case(IEnumerable<(string Text, string Label)> rows) => Labelled(Kept(Trimmed(rows)).Select(it => (it.Text.ToLowerInvariant(), it.Label)).Distinct());
List<(string Text, int Label)> q4a1_order_lost(IEnumerable<(string Text, string Label)> rows) => Clean(rows).OrderBy(it => it.Text, StringComparer.Ordinal).ToList();
List<(string Text, int Label)> q4a1_grouped_by_label(IEnumerable<(string Text, string Label)> rows) => Clean(rows).OrderBy(it => it.Label).ToList();
List<(string Text, int Label)> q4a1_keeps_empty(IEnumerable<(string Text, string Label)> rows) => Labelled(Trimmed(rows).Where(it => it.Label is "0" or "1").Distinct());
List<(string Text, int Label)> q4a1_any_number(IEnumerable<(string Text, string Label)> rows) => Trimmed(rows).Where(it => it.Text.Length > 0 && int.TryParse(it.Label, out _)).Select(it => (it.Text, int.Parse(it.Label))).Distinct().ToList();
List<(string Text, int Label)> q4a1_other_labels_are_0(IEnumerable<(string Text, string Label)> rows) => Labelled(Trimmed(rows).Where(it => it.Text.Length > 0)).Distinct().ToList();
List<(string Text, int Label)> q4a1_last_copy(IEnumerable<(string Text, string Label)> rows) => Kept(Trimmed(rows)).Reverse().Distinct().Reverse().Select(it => (it.Item1, int.Parse(it.Item2))).ToList();
List<(string Text, int Label)> q4a1_drops_all_copies(IEnumerable<(string Text, string Label)> rows) => Labelled(Kept(Trimmed(rows)).GroupBy(it => it).Where(it => it.Count() == 1).Select(it => it.Key));
List<(string Text, int Label)> q4a1_inner_blanks(IEnumerable<(string Text, string Label)> rows) => Clean(rows.Select(it => (string.Join(' ', it.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)), it.Label)));
List<(string Text, int Label)> q4a1_next_to_each_other(IEnumerable<(string Text, string Label)> rows)
{
    var clean = Labelled(Kept(Trimmed(rows)));
    return clean.Where((it, i) => i == 0 || it != clean[i - 1]).ToList();
}

// A2
IEnumerable<IGrouping<string, string>> Words(IEnumerable<string[]> docs) => docs.SelectMany(doc => doc).GroupBy(word => word);
Dictionary<string, long> Numbered(IEnumerable<string> words, int from = 2)
{
    var vocab = new Dictionary<string, long> { ["<unk>"] = 0, ["<pad>"] = 1 };
    foreach (var word in words) vocab[word] = from++;
    return vocab;
}
IEnumerable<string> ByFrequency(IEnumerable<string[]> docs) => Words(docs).OrderByDescending(it => it.Count()).ThenBy(it => it.Key, StringComparer.Ordinal).Select(it => it.Key);

Dictionary<string, long> q4a2_ties_as_seen(IEnumerable<string[]> docs, int maxSize) => Numbered(Words(docs).OrderByDescending(it => it.Count()).Select(it => it.Key).Take(maxSize));
Dictionary<string, long> q4a2_ties_reversed(IEnumerable<string[]> docs, int maxSize) => Numbered(Words(docs).OrderByDescending(it => it.Count()).ThenByDescending(it => it.Key, StringComparer.Ordinal).Select(it => it.Key).Take(maxSize));
Dictionary<string, long> q4a2_ties_ignore_case(IEnumerable<string[]> docs, int maxSize) => Numbered(Words(docs).OrderByDescending(it => it.Count()).ThenBy(it => it.Key, StringComparer.OrdinalIgnoreCase).Select(it => it.Key).Take(maxSize));
Dictionary<string, long> q4a2_counts_the_two(IEnumerable<string[]> docs, int maxSize) => Numbered(ByFrequency(docs).Take(Math.Max(0, maxSize - 2)));
Dictionary<string, long> q4a2_no_limit(IEnumerable<string[]> docs, int maxSize) => Numbered(ByFrequency(docs));
Dictionary<string, long> q4a2_one_too_many(IEnumerable<string[]> docs, int maxSize) => Numbered(ByFrequency(docs).Take(maxSize + 1));
Dictionary<string, long> q4a2_swapped(IEnumerable<string[]> docs, int maxSize)
{
    var vocab = BuildVocab(docs, maxSize);
    (vocab["<unk>"], vocab["<pad>"]) = (1, 0);
    return vocab;
}
Dictionary<string, long> q4a2_without_the_two(IEnumerable<string[]> docs, int maxSize) => ByFrequency(docs).Take(maxSize).Select((word, i) => (word, i)).ToDictionary(it => it.word, it => (long)it.i);
Dictionary<string, long> q4a2_the_two_last(IEnumerable<string[]> docs, int maxSize) => ByFrequency(docs).Take(maxSize).Append("<unk>").Append("<pad>").Select((word, i) => (word, i)).ToDictionary(it => it.word, it => (long)it.i);
Dictionary<string, long> q4a2_from_1(IEnumerable<string[]> docs, int maxSize) => Numbered(ByFrequency(docs).Take(maxSize), from: 1);
Dictionary<string, long> q4a2_from_3(IEnumerable<string[]> docs, int maxSize) => Numbered(ByFrequency(docs).Take(maxSize), from: 3);
Dictionary<string, long> q4a2_rare_first(IEnumerable<string[]> docs, int maxSize) => Numbered(Words(docs).OrderBy(it => it.Count()).ThenBy(it => it.Key, StringComparer.Ordinal).Select(it => it.Key).Take(maxSize));
Dictionary<string, long> q4a2_alphabetical(IEnumerable<string[]> docs, int maxSize) => Numbered(Words(docs).Select(it => it.Key).OrderBy(it => it, StringComparer.Ordinal).Take(maxSize));
Dictionary<string, long> q4a2_cut_then_sorted(IEnumerable<string[]> docs, int maxSize) => Numbered(ByFrequency(docs).Take(maxSize).OrderBy(it => it, StringComparer.Ordinal));
Dictionary<string, long> q4a2_as_seen(IEnumerable<string[]> docs, int maxSize) => Numbered(Words(docs).Select(it => it.Key).Take(maxSize));
Dictionary<string, long> q4a2_counts_documents(IEnumerable<string[]> docs, int maxSize) => BuildVocab(docs.Select(it => it.Distinct().ToArray()), maxSize);
Dictionary<string, long> q4a2_lower_case(IEnumerable<string[]> docs, int maxSize) => BuildVocab(docs.Select(doc => doc.Select(it => it.ToLowerInvariant()).ToArray()), maxSize);
Dictionary<string, long> q4a2_only_repeated(IEnumerable<string[]> docs, int maxSize) => Numbered(Words(docs).Where(it => it.Count() > 1).OrderByDescending(it => it.Count()).ThenBy(it => it.Key, StringComparer.Ordinal).Select(it => it.Key).Take(maxSize));

// A3
(Tensor Ids, Tensor Lengths) Padded(IList<long[]> docs, long with) => (stack(docs.Select(doc => tensor(doc.Concat(Enumerable.Repeat(with, docs.Max(it => it.Length) - doc.Length)).ToArray())), 1), tensor(docs.Select(it => (long)it.Length).ToArray()));

(Tensor Ids, Tensor Lengths) q4a3_batch_first(IList<long[]> docs) => (PadBatch(docs).Ids.t().contiguous(), PadBatch(docs).Lengths);
(Tensor Ids, Tensor Lengths) q4a3_reshaped(IList<long[]> docs) => (PadBatch(docs).Ids.t().contiguous().reshape(PadBatch(docs).Ids.shape), PadBatch(docs).Lengths);
(Tensor Ids, Tensor Lengths) q4a3_pad_0(IList<long[]> docs) => Padded(docs, 0);
(Tensor Ids, Tensor Lengths) q4a3_pad_minus_1(IList<long[]> docs) => Padded(docs, -1);
(Tensor Ids, Tensor Lengths) q4a3_int32(IList<long[]> docs) => (PadBatch(docs).Ids.to(ScalarType.Int32), PadBatch(docs).Lengths.to(ScalarType.Int32));
(Tensor Ids, Tensor Lengths) q4a3_int32_lengths(IList<long[]> docs) => (PadBatch(docs).Ids, tensor(docs.Select(it => it.Length).ToArray()));
(Tensor Ids, Tensor Lengths) q4a3_float32(IList<long[]> docs) => (PadBatch(docs).Ids.to(ScalarType.Float32), PadBatch(docs).Lengths.to(ScalarType.Float32));
(Tensor Ids, Tensor Lengths) q4a3_longest_for_all(IList<long[]> docs) => (PadBatch(docs).Ids, full(docs.Count, docs.Max(it => it.Length), ScalarType.Int64));
(Tensor Ids, Tensor Lengths) q4a3_pad_in_front(IList<long[]> docs)
{
    var T = docs.Max(it => it.Length);
    return (stack(docs.Select(doc => tensor(Enumerable.Repeat(1L, T - doc.Length).Concat(doc).ToArray())), 1), PadBatch(docs).Lengths);
}
(Tensor Ids, Tensor Lengths) q4a3_cut_to_shortest(IList<long[]> docs)
{
    var T = docs.Min(it => it.Length);
    return (stack(docs.Select(doc => tensor(doc.Take(T).ToArray(), ScalarType.Int64)), 1), PadBatch(docs).Lengths);
}
(Tensor Ids, Tensor Lengths) q4a3_at_least_1(IList<long[]> docs) => (PadBatch(docs).Ids, PadBatch(docs).Lengths.clamp(min: 1));
(Tensor Ids, Tensor Lengths) q4a3_sorted(IList<long[]> docs) => PadBatch(docs.OrderByDescending(it => it.Length).ToList());
(Tensor Ids, Tensor Lengths) q4a3_counts_not_padding(IList<long[]> docs) => (PadBatch(docs).Ids, PadBatch(docs).Ids.ne(1).sum(dim: 0));
(Tensor Ids, Tensor Lengths) q4a3_lengths_column(IList<long[]> docs) => (PadBatch(docs).Ids, PadBatch(docs).Lengths.unsqueeze(1));
(Tensor Ids, Tensor Lengths) q4a3_one_too_long(IList<long[]> docs) => (cat(new[] { PadBatch(docs).Ids, ones(new long[] { 1, docs.Count }, ScalarType.Int64) }, 0), PadBatch(docs).Lengths);

// B1
Tensor Steps(Tensor x, Tensor h0, Func<Tensor, Tensor, Tensor> step)
{
    var h = h0;
    return stack(Enumerable.Range(0, (int)x.shape[0]).Select(t => h = step(x[t], h)).ToList());
}

Tensor q4b1_no_h0(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => RnnForward(x, zeros_like(h0), Wxh, Whh, b);
Tensor q4b1_relu(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => Steps(x, h0, (xt, h) => functional.relu(xt.mm(Wxh.t()) + h.mm(Whh.t()) + b));
Tensor q4b1_sigmoid(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => Steps(x, h0, (xt, h) => sigmoid(xt.mm(Wxh.t()) + h.mm(Whh.t()) + b));
Tensor q4b1_linear(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => Steps(x, h0, (xt, h) => xt.mm(Wxh.t()) + h.mm(Whh.t()) + b);
Tensor q4b1_whh_transposed(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => RnnForward(x, h0, Wxh, Whh.t(), b);
Tensor q4b1_wxh_transposed(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => Steps(x, h0, (xt, h) => tanh(xt.mm(Wxh) + h.mm(Whh.t()) + b));
Tensor q4b1_both_transposed(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => Steps(x, h0, (xt, h) => tanh(xt.mm(Wxh) + h.mm(Whh) + b));
Tensor q4b1_last_only(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => RnnForward(x, h0, Wxh, Whh, b)[^1].clone();
Tensor q4b1_no_bias(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => RnnForward(x, h0, Wxh, Whh, zeros_like(b));
Tensor q4b1_bias_twice(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => RnnForward(x, h0, Wxh, Whh, 2 * b);
Tensor q4b1_bias_outside(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => Steps(x, h0, (xt, h) => tanh(xt.mm(Wxh.t()) + h.mm(Whh.t())) + b);
Tensor q4b1_batch_first(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => RnnForward(x, h0, Wxh, Whh, b).transpose(0, 1).contiguous();
Tensor q4b1_with_h0(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => cat(new[] { h0.unsqueeze(0), RnnForward(x, h0, Wxh, Whh, b) }, 0);
Tensor q4b1_before_the_step(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => q4b1_with_h0(x, h0, Wxh, Whh, b).narrow(0, 0, x.shape[0]).clone();
Tensor q4b1_no_recurrence(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => Steps(x, h0, (xt, h) => tanh(xt.mm(Wxh.t()) + b));
Tensor q4b1_h0_at_every_step(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => Steps(x, h0, (xt, h) => tanh(xt.mm(Wxh.t()) + h0.mm(Whh.t()) + b));
Tensor q4b1_tanh_of_input_only(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => Steps(x, h0, (xt, h) => tanh(xt.mm(Wxh.t()) + b) + h.mm(Whh.t()));
Tensor q4b1_backwards(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => RnnForward(x.flip(0), h0, Wxh, Whh, b).flip(0);
Tensor q4b1_first_input(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => Steps(x, h0, (xt, h) => tanh(x[0].mm(Wxh.t()) + h.mm(Whh.t()) + b));
Tensor q4b1_no_h0_and_no_bias(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => q4b1_no_bias(x, zeros_like(h0), Wxh, Whh, b);
Tensor q4b1_no_h0_and_whh_transposed(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => q4b1_whh_transposed(x, zeros_like(h0), Wxh, Whh, b);
Tensor q4b1_no_h0_and_relu(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b) => q4b1_relu(x, zeros_like(h0), Wxh, Whh, b);

// B2
Tensor Gru(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh, string order = "rzn", Func<Tensor, Tensor, Tensor, Tensor, Tensor> candidate = null, Func<Tensor, Tensor> gate = null)
{
    var (fromX, fromH) = ((x.mm(Wih.t()) + bih).chunk(3, 1), (h.mm(Whh.t()) + bhh).chunk(3, 1));
    var (r, z, n) = (order.IndexOf('r'), order.IndexOf('z'), order.IndexOf('n'));
    gate ??= it => sigmoid(it);
    var (reset, update) = (gate(fromX[r] + fromH[r]), gate(fromX[z] + fromH[z]));
    var made = candidate is null ? tanh(fromX[n] + reset * fromH[n]) : candidate(fromX[n], fromH[n], reset, update);
    return (1 - update) * made + update * h;
}
(Tensor W, Tensor b) Last(Tensor W, Tensor b) => (W.chunk(3, 0)[2], b.chunk(3, 0)[2]);

Tensor q4b2_reset_before_product(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, bih, bhh, candidate: (fx, fh, r, z) => tanh(fx + (r * h).mm(Last(Whh, bhh).W.t()) + Last(Whh, bhh).b));
Tensor q4b2_reset_without_bias(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, bih, bhh, candidate: (fx, fh, r, z) => tanh(fx + r * (fh - Last(Whh, bhh).b) + Last(Whh, bhh).b));
Tensor q4b2_no_reset(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, bih, bhh, candidate: (fx, fh, r, z) => tanh(fx + fh));
Tensor q4b2_reset_on_all(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, bih, bhh, candidate: (fx, fh, r, z) => tanh(r * (fx + fh)));
Tensor q4b2_reset_after_tanh(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, bih, bhh, candidate: (fx, fh, r, z) => r * tanh(fx + fh));
Tensor q4b2_update_for_reset(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, bih, bhh, candidate: (fx, fh, r, z) => tanh(fx + z * fh));
Tensor q4b2_candidate_sigmoid(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, bih, bhh, candidate: (fx, fh, r, z) => sigmoid(fx + r * fh));
Tensor q4b2_gates_tanh(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, bih, bhh, gate: it => tanh(it));
Tensor q4b2_update_swapped(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh)
{
    var (fx, fh) = ((x.mm(Wih.t()) + bih).chunk(3, 1), (h.mm(Whh.t()) + bhh).chunk(3, 1));
    var (r, z) = (sigmoid(fx[0] + fh[0]), sigmoid(fx[1] + fh[1]));
    return z * tanh(fx[2] + r * fh[2]) + (1 - z) * h;
}
Tensor q4b2_order_zrn(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, bih, bhh, order: "zrn");
Tensor q4b2_order_rnz(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, bih, bhh, order: "rnz");
Tensor q4b2_order_nzr(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, bih, bhh, order: "nzr");
Tensor q4b2_no_bias(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, zeros_like(bih), zeros_like(bhh));
Tensor q4b2_no_bih(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, zeros_like(bih), bhh);
Tensor q4b2_no_bhh(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, bih, zeros_like(bhh));
Tensor q4b2_candidate_only(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh)
{
    var (fx, fh) = ((x.mm(Wih.t()) + bih).chunk(3, 1), (h.mm(Whh.t()) + bhh).chunk(3, 1));
    return tanh(fx[2] + sigmoid(fx[0] + fh[0]) * fh[2]);
}
Tensor q4b2_gates_of_x_only(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh)
{
    var (fx, fh) = ((x.mm(Wih.t()) + bih).chunk(3, 1), (h.mm(Whh.t()) + bhh).chunk(3, 1));
    return (1 - sigmoid(fx[1])) * tanh(fx[2] + sigmoid(fx[0]) * fh[2]) + sigmoid(fx[1]) * h;
}
Tensor q4b2_reset_before_product_and_update_swapped(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh)
{
    var (fx, fh) = ((x.mm(Wih.t()) + bih).chunk(3, 1), (h.mm(Whh.t()) + bhh).chunk(3, 1));
    var (r, z) = (sigmoid(fx[0] + fh[0]), sigmoid(fx[1] + fh[1]));
    return z * tanh(fx[2] + (r * h).mm(Last(Whh, bhh).W.t()) + Last(Whh, bhh).b) + (1 - z) * h;
}
Tensor q4b2_reset_before_product_and_order_zrn(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh) => Gru(x, h, Wih, Whh, bih, bhh, order: "zrn", candidate: (fx, fh, r, z) => tanh(fx + (r * h).mm(Last(Whh, bhh).W.t()) + Last(Whh, bhh).b));

// B3
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) Back(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut,
    Func<Tensor, Tensor> slope = null, Func<Tensor, Tensor, Tensor> before = null, Func<Tensor, Tensor> carry = null, Func<int, Tensor> given = null, Func<int, bool> counts = null)
{
    var states = RnnForward(x, h0, Wxh, Whh, b);
    slope ??= h => 1 - h * h;
    carry ??= dz => dz.mm(Whh);
    given ??= t => dOut[t];
    var (dWxh, dWhh, db, dh) = (zeros_like(Wxh), zeros_like(Whh), zeros_like(b), zeros_like(h0));
    for (var t = (int)x.shape[0] - 1; t >= 0; t--)
    {
        var previous = t > 0 ? states[t - 1] : h0;
        var dz = (given(t) + dh) * slope(states[t]);
        if (counts is null || counts(t))
        {
            dWxh = dWxh + dz.t().mm(x[t]);
            dWhh = dWhh + dz.t().mm(before is null ? previous : before(states[t], previous));
            db = db + dz.sum(dim: 0);
        }
        dh = carry(dz);
    }
    return (dWxh, dWhh, db, dh);
}

(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_no_slope(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => Back(x, h0, Wxh, Whh, b, dOut, slope: h => ones_like(h));
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_slope_of_sigmoid(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => Back(x, h0, Wxh, Whh, b, dOut, slope: h => h * (1 - h));
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_tanh_twice(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => Back(x, h0, Wxh, Whh, b, dOut, slope: h => 1 - tanh(h) * tanh(h));
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_slope_not_squared(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => Back(x, h0, Wxh, Whh, b, dOut, slope: h => 1 - h);
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_truncated(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut)
{
    var states = RnnForward(x, h0, Wxh, Whh, b);
    var before = cat(new[] { h0.unsqueeze(0), states.narrow(0, 0, x.shape[0] - 1) }, 0);
    var dz = dOut * (1 - states * states);
    return (torch.einsum("tbh,tbe->he", dz, x), torch.einsum("tbh,tbk->hk", dz, before), dz.sum(0L).sum(dim: 0), dz[0].mm(Whh));
}
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_last_step_only(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => Back(x, h0, Wxh, Whh, b, dOut, counts: t => t == (int)x.shape[0] - 1);
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_first_step_only(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => Back(x, h0, Wxh, Whh, b, dOut, counts: t => t == 0);
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_skips_first(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => Back(x, h0, Wxh, Whh, b, dOut, counts: t => t > 0);
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_dout_at_the_end_only(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => Back(x, h0, Wxh, Whh, b, dOut, given: t => t == (int)x.shape[0] - 1 ? dOut[t] : zeros_like(dOut[t]));
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_slope_on_dout_only(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut)
{
    var states = RnnForward(x, h0, Wxh, Whh, b);
    return Back(x, h0, Wxh, Whh, b, dOut, slope: h => ones_like(h), given: t => dOut[t] * (1 - states[t] * states[t]));
}
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_current_state(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => Back(x, h0, Wxh, Whh, b, dOut, before: (h, previous) => h);
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_h0_left_out(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => Back(x, h0, Wxh, Whh, b, dOut, before: (h, previous) => object.ReferenceEquals(previous, h0) ? zeros_like(h0) : previous);
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_carried_by_transpose(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => Back(x, h0, Wxh, Whh, b, dOut, carry: dz => dz.mm(Whh.t()));
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_not_carried_by_whh(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => Back(x, h0, Wxh, Whh, b, dOut, carry: dz => dz);
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_transposed(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut)
{
    var right = RnnBackward(x, h0, Wxh, Whh, b, dOut);
    return (right.dWxh.t(), right.dWhh.t(), right.db, right.dh0);
}
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_dwhh_transposed(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut)
{
    var right = RnnBackward(x, h0, Wxh, Whh, b, dOut);
    return (right.dWxh, right.dWhh.t(), right.db, right.dh0);
}
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_db_not_summed(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut)
{
    var right = RnnBackward(x, h0, Wxh, Whh, b, dOut);
    var (states, dh, db) = (RnnForward(x, h0, Wxh, Whh, b), zeros_like(h0), zeros_like(h0));
    for (var t = x.shape[0] - 1; t >= 0; t--)
    {
        var dz = (dOut[t] + dh) * (1 - states[t] * states[t]);
        (db, dh) = (db + dz, dz.mm(Whh));
    }
    return (right.dWxh, right.dWhh, db, right.dh0);
}
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_db_mean(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut)
{
    var right = RnnBackward(x, h0, Wxh, Whh, b, dOut);
    return (right.dWxh, right.dWhh, right.db / x.shape[1], right.dh0);
}
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_mean_over_time(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut)
{
    var right = RnnBackward(x, h0, Wxh, Whh, b, dOut);
    return (right.dWxh / x.shape[0], right.dWhh / x.shape[0], right.db / x.shape[0], right.dh0);
}
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_mean_over_batch(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut)
{
    var right = RnnBackward(x, h0, Wxh, Whh, b, dOut);
    return (right.dWxh / x.shape[1], right.dWhh / x.shape[1], right.db / x.shape[1], right.dh0);
}
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_no_dh0(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut)
{
    var right = RnnBackward(x, h0, Wxh, Whh, b, dOut);
    return (right.dWxh, right.dWhh, right.db, zeros_like(h0));
}
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_dh0_not_through_whh(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut)
{
    var (right, dz) = (RnnBackward(x, h0, Wxh, Whh, b, dOut), zeros_like(h0));
    Back(x, h0, Wxh, Whh, b, dOut, carry: it => (dz = it).mm(Whh));
    return (right.dWxh, right.dWhh, right.db, dz);
}
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_sign(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => RnnBackward(x, h0, Wxh, Whh, b, -dOut);
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_no_slope_and_current_state(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => Back(x, h0, Wxh, Whh, b, dOut, slope: h => ones_like(h), before: (h, previous) => h);
(Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) q4b3_carried_by_transpose_and_current_state(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => Back(x, h0, Wxh, Whh, b, dOut, carry: dz => dz.mm(Whh.t()), before: (h, previous) => h);

// C2
Tensor Scores(Tensor states, Tensor query) => (states * query).sum(dim: 2) / Math.Sqrt(states.shape[2]);
Tensor Padding(Tensor states, Tensor lengths, int from = 0) => (arange(states.shape[0]).unsqueeze(1) - from).ge(lengths.unsqueeze(0));

Tensor q4c2_no_mask(Tensor states, Tensor query, Tensor lengths) => functional.softmax(Scores(states, query), 0);
Tensor q4c2_no_scale(Tensor states, Tensor query, Tensor lengths) => AttentionWeights(states, query * Math.Sqrt(states.shape[2]), lengths);
Tensor q4c2_divided_by_h(Tensor states, Tensor query, Tensor lengths) => AttentionWeights(states, query / Math.Sqrt(states.shape[2]), lengths);
Tensor q4c2_times_root(Tensor states, Tensor query, Tensor lengths) => AttentionWeights(states, query * states.shape[2], lengths);
Tensor q4c2_over_comments(Tensor states, Tensor query, Tensor lengths) => functional.softmax(Scores(states, query).masked_fill(Padding(states, lengths), double.NegativeInfinity), 1);
Tensor q4c2_mask_after(Tensor states, Tensor query, Tensor lengths) => q4c2_no_mask(states, query, lengths).masked_fill(Padding(states, lengths), 0);
Tensor q4c2_scores_to_0(Tensor states, Tensor query, Tensor lengths) => functional.softmax(Scores(states, query).masked_fill(Padding(states, lengths), 0), 0);
Tensor q4c2_weak_mask(Tensor states, Tensor query, Tensor lengths) => functional.softmax(Scores(states, query) + Padding(states, lengths).to(states.dtype) * -10, 0);
Tensor q4c2_one_step_too_many(Tensor states, Tensor query, Tensor lengths) => functional.softmax(Scores(states, query).masked_fill(Padding(states, lengths, from: 1), double.NegativeInfinity), 0);
Tensor q4c2_one_step_too_few(Tensor states, Tensor query, Tensor lengths) => functional.softmax(Scores(states, query).masked_fill(Padding(states, lengths, from: -1), double.NegativeInfinity), 0);
Tensor q4c2_mask_inverted(Tensor states, Tensor query, Tensor lengths) => functional.softmax(Scores(states, query).masked_fill(Padding(states, lengths).logical_not(), double.NegativeInfinity), 0);
Tensor q4c2_batch_first(Tensor states, Tensor query, Tensor lengths) => AttentionWeights(states, query, lengths).t().contiguous();
Tensor q4c2_log_softmax(Tensor states, Tensor query, Tensor lengths) => functional.log_softmax(Scores(states, query).masked_fill(Padding(states, lengths), double.NegativeInfinity), 0).masked_fill(Padding(states, lengths), 0);
Tensor q4c2_no_softmax(Tensor states, Tensor query, Tensor lengths) => Scores(states, query).masked_fill(Padding(states, lengths), 0);
Tensor q4c2_equal_weights(Tensor states, Tensor query, Tensor lengths) => Padding(states, lengths).logical_not().to(states.dtype) / lengths.to(states.dtype).unsqueeze(0);
Tensor q4c2_argmax(Tensor states, Tensor query, Tensor lengths)
{
    var best = Scores(states, query).masked_fill(Padding(states, lengths), double.NegativeInfinity).argmax(0);
    return (arange(states.shape[0]).unsqueeze(1) == best.unsqueeze(0)).to(states.dtype);
}
Tensor q4c2_no_mask_and_no_scale(Tensor states, Tensor query, Tensor lengths) => q4c2_no_mask(states, query * Math.Sqrt(states.shape[2]), lengths);

// C1: with wrong weights, and with right ones put to wrong use.
Tensor Pooled(Tensor weights, Tensor states) => (weights.unsqueeze(2) * states).sum(dim: 0);

Tensor q4c1_no_mask(Tensor states, Tensor query, Tensor lengths) => Pooled(q4c2_no_mask(states, query, lengths), states);
Tensor q4c1_no_scale(Tensor states, Tensor query, Tensor lengths) => Pooled(q4c2_no_scale(states, query, lengths), states);
Tensor q4c1_divided_by_h(Tensor states, Tensor query, Tensor lengths) => Pooled(q4c2_divided_by_h(states, query, lengths), states);
Tensor q4c1_over_comments(Tensor states, Tensor query, Tensor lengths) => Pooled(q4c2_over_comments(states, query, lengths), states);
Tensor q4c1_mask_after(Tensor states, Tensor query, Tensor lengths) => Pooled(q4c2_mask_after(states, query, lengths), states);
Tensor q4c1_scores_to_0(Tensor states, Tensor query, Tensor lengths) => Pooled(q4c2_scores_to_0(states, query, lengths), states);
Tensor q4c1_no_softmax(Tensor states, Tensor query, Tensor lengths) => Pooled(q4c2_no_softmax(states, query, lengths), states);
Tensor q4c1_mean_of_states(Tensor states, Tensor query, Tensor lengths) => Pooled(q4c2_equal_weights(states, query, lengths), states);
Tensor q4c1_argmax(Tensor states, Tensor query, Tensor lengths) => Pooled(q4c2_argmax(states, query, lengths), states);
Tensor q4c1_mean_over_time(Tensor states, Tensor query, Tensor lengths) => AttentionPool(states, query, lengths) / states.shape[0];
Tensor q4c1_not_summed(Tensor states, Tensor query, Tensor lengths) => AttentionWeights(states, query, lengths).unsqueeze(2) * states;
Tensor q4c1_summed_over_comments(Tensor states, Tensor query, Tensor lengths) => (AttentionWeights(states, query, lengths).unsqueeze(2) * states).sum(dim: 1);
Tensor q4c1_last_state(Tensor states, Tensor query, Tensor lengths) => stack(Enumerable.Range(0, (int)lengths.shape[0]).Select(b => states[lengths[b].item<long>() - 1, b]).ToList());
Tensor q4c1_times_query(Tensor states, Tensor query, Tensor lengths) => AttentionPool(states, query, lengths) * query;
Tensor q4c1_column(Tensor states, Tensor query, Tensor lengths) => AttentionPool(states, query, lengths).unsqueeze(0);
Tensor q4c1_no_mask_and_no_scale(Tensor states, Tensor query, Tensor lengths) => Pooled(q4c2_no_mask_and_no_scale(states, query, lengths), states);

// D: one class that is right but for its slips.
class Slipped : Module<Tensor, Tensor, Tensor>
{
    private readonly string[] slips;
    private readonly Embedding embedding;
    private readonly Module network;
    private readonly Linear output;
    private readonly Parameter query;
    private readonly Tensor unregistered;
    private readonly long directions, layers;

    private bool Has(string slip) => slips.Contains(slip);

    public Slipped(string slip, long vocab, string kind, bool attention, bool both, long layers) : base("Slipped")
    {
        slips = slip.Split('+');
        if (Has("kind ignored")) kind = "gru";
        if (Has("attention ignored")) attention = false;
        if (Has("always attention")) attention = true;
        if (Has("one direction only")) both = false;
        if (Has("one layer only")) layers = 1;
        this.layers = layers;
        directions = both ? 2 : 1;
        var (embedded, hidden) = Has("sizes swapped") ? (32L, 16L) : (16L, 32L);
        embedding = Embedding(vocab, embedded, padding_idx: 1);
        network = kind switch
        {
            "rnn" => RNN(embedded, hidden, layers, bidirectional: both),
            "gru" => GRU(embedded, hidden, layers, bidirectional: both),
            _ => LSTM(embedded, hidden, layers, bidirectional: both),
        };
        var reads = Has("forward direction only") ? hidden : hidden * directions;
        output = Linear(reads, Has("two logits") ? 2 : 1);
        if (attention && Has("query not learned")) unregistered = randn(reads);
        else if (attention) query = Parameter(randn(reads));
        RegisterComponents();
    }

    public override Tensor forward(Tensor ids, Tensor lengths)
    {
        var words = Has("embedding not learned") ? embedding.call(ids).detach() : embedding.call(ids);
        var (states, last) = Has("padding read") || Has("padding read backwards") ? Unpacked(words) : Packed(words, lengths);
        if (Has("forward direction only")) states = states.narrow(2, 0, states.shape[2] / directions);
        var q = query is null ? unregistered : query;
        if (q is not null) return Finished(Attended(states, q, lengths));
        if (Has("last step of the batch")) return Finished(states[^1]);
        if (Has("first state")) return Finished(states[0]);
        if (Has("mean of states")) return Finished(states.sum(dim: 0) / lengths.unsqueeze(1));
        if (Has("states not learned")) return Finished(states[^1].detach());
        if (Has("padding read backwards")) return Finished(stack(Enumerable.Range(0, (int)lengths.shape[0]).Select(b => cat(new[] { states[lengths[b].item<long>() - 1, b].narrow(0, 0, 32), states[0, b].narrow(0, 32 * (directions - 1), 32 * (directions - 1)) })).ToList()));
        if (Has("one step too far")) return Finished(stack(Enumerable.Range(0, (int)lengths.shape[0]).Select(b => states[Math.Min(lengths[b].item<long>(), states.shape[0] - 1), b]).ToList()));
        if (Has("forward direction only")) return Finished(last[last.shape[0] - directions]);
        if (Has("first layer read")) return Finished(directions == 1 ? last[0] : cat(new[] { last[0], last[1] }, 1));
        return Finished(directions == 1 ? last[^1] : cat(new[] { last[^2], last[^1] }, 1));
    }

    private Tensor Finished(Tensor read)
    {
        var logits = output.call(read);
        if (Has("column")) return logits;
        if (Has("squeezed")) return logits.squeeze();
        if (Has("two logits")) return logits;
        return Has("sigmoid") ? logits.squeeze(1).sigmoid() : logits.squeeze(1);
    }

    private Tensor Attended(Tensor states, Tensor q, Tensor lengths)
    {
        var scores = (states * q).sum(dim: 2) / (Has("no scale") ? 1 : Math.Sqrt(states.shape[2]));
        if (!Has("no mask")) scores = scores.masked_fill(arange(states.shape[0]).unsqueeze(1) >= lengths.unsqueeze(0), double.NegativeInfinity);
        if (Has("hard choice")) return stack(Enumerable.Range(0, (int)lengths.shape[0]).Select(b => states[scores.argmax(0)[b].item<long>(), b]).ToList());
        return (scores.softmax(0).unsqueeze(2) * states).sum(dim: 0);
    }

    private (Tensor States, Tensor Last) Unpacked(Tensor words)
    {
        switch (network)
        {
            case RNN rnn: return rnn.call(words);
            case GRU gru: return gru.call(words);
            default:
                var (states, last, _) = ((LSTM)network).call(words);
                return (states, last);
        }
    }

    private (Tensor States, Tensor Last) Packed(Tensor words, Tensor lengths)
    {
        var packed = nn.utils.rnn.pack_padded_sequence(words, lengths, enforce_sorted: false);
        nn.utils.rnn.PackedSequence states;
        Tensor last;
        switch (network)
        {
            case RNN rnn: (states, last) = rnn.call(packed); break;
            case GRU gru: (states, last) = gru.call(packed); break;
            default: (states, last, _) = ((LSTM)network).call(packed); break;
        }
        var (all, _) = nn.utils.rnn.pad_packed_sequence(states, total_length: words.shape[0]);
        return (all, last);
    }
}
Maker Slip(string slip) => (kind, attention, both, layers) => new Slipped(slip, Vocab, kind, attention, both, layers);

(string Shape, long Parameters, string Reads) q4d1_column(string kind, bool attention, bool both, long layers) => LooksOf(Slip("column"), kind, attention, both, layers);
(string Shape, long Parameters, string Reads) q4d1_squeezed(string kind, bool attention, bool both, long layers) => LooksOf(Slip("squeezed"), kind, attention, both, layers);
(string Shape, long Parameters, string Reads) q4d1_two_logits(string kind, bool attention, bool both, long layers) => LooksOf(Slip("two logits"), kind, attention, both, layers);
(string Shape, long Parameters, string Reads) q4d1_sigmoid(string kind, bool attention, bool both, long layers) => LooksOf(Slip("sigmoid"), kind, attention, both, layers);
(string Shape, long Parameters, string Reads) q4d1_mean_of_states(string kind, bool attention, bool both, long layers) => LooksOf(Slip("mean of states"), kind, attention, both, layers);
(string Shape, long Parameters, string Reads) q4d1_first_state(string kind, bool attention, bool both, long layers) => LooksOf(Slip("first state"), kind, attention, both, layers);
(string Shape, long Parameters, string Reads) q4d1_no_scale(string kind, bool attention, bool both, long layers) => LooksOf(Slip("no scale"), kind, attention, both, layers);
(string Shape, long Parameters, string Reads) q4d1_sizes_swapped(string kind, bool attention, bool both, long layers) => LooksOf(Slip("sizes swapped"), kind, attention, both, layers);
(string Shape, long Parameters, string Reads) q4d1_attention_ignored(string kind, bool attention, bool both, long layers) => LooksOf(Slip("attention ignored"), kind, attention, both, layers);
(string Shape, long Parameters, string Reads) q4d1_always_attention(string kind, bool attention, bool both, long layers) => LooksOf(Slip("always attention"), kind, attention, both, layers);
(string Shape, long Parameters, string Reads) q4d1_query_not_learned(string kind, bool attention, bool both, long layers) => LooksOf(Slip("query not learned"), kind, attention, both, layers);
(string Shape, long Parameters, string Reads) q4d1_kind_ignored(string kind, bool attention, bool both, long layers) => LooksOf(Slip("kind ignored"), kind, attention, both, layers);

string q4d2_last_padded_state(string kind, bool attention, bool both, long layers) => PaddingOf(Slip("padding read+last step of the batch"), kind, attention, both, layers);
string q4d2_padding_read(string kind, bool attention, bool both, long layers) => PaddingOf(Slip("padding read+last step of the batch+no mask"), kind, attention, both, layers);
string q4d2_attention_without_mask(string kind, bool attention, bool both, long layers) => PaddingOf(Slip("no mask"), kind, attention, both, layers);
string q4d2_padding_read_backwards(string kind, bool attention, bool both, long layers) => PaddingOf(Slip("padding read backwards"), kind, attention, both, layers);
string q4d2_padding_read_backwards_and_attention_without_mask(string kind, bool attention, bool both, long layers) => PaddingOf(Slip("padding read backwards+no mask"), kind, attention, both, layers);
string q4d2_one_step_too_far(string kind, bool attention, bool both, long layers) => PaddingOf(Slip("padding read+one step too far"), kind, attention, both, layers);

(string[] NoGradient, long Parameters, string Order) q4d3_last_step_of_both(string kind, bool attention, bool both, long layers) => GradientsOf(Slip("last step of the batch"), kind, attention, both, layers);
(string[] NoGradient, long Parameters, string Order) q4d3_forward_direction_only(string kind, bool attention, bool both, long layers) => GradientsOf(Slip("forward direction only"), kind, attention, both, layers);
(string[] NoGradient, long Parameters, string Order) q4d3_one_direction_only(string kind, bool attention, bool both, long layers) => GradientsOf(Slip("one direction only"), kind, attention, both, layers);
(string[] NoGradient, long Parameters, string Order) q4d3_one_layer_only(string kind, bool attention, bool both, long layers) => GradientsOf(Slip("one layer only"), kind, attention, both, layers);
(string[] NoGradient, long Parameters, string Order) q4d3_one_layer_only_and_one_direction_only(string kind, bool attention, bool both, long layers) => GradientsOf(Slip("one layer only+one direction only"), kind, attention, both, layers);
(string[] NoGradient, long Parameters, string Order) q4d3_first_layer_read(string kind, bool attention, bool both, long layers) => GradientsOf(Slip("first layer read"), kind, attention, both, layers);
(string[] NoGradient, long Parameters, string Order) q4d3_kind_ignored(string kind, bool attention, bool both, long layers) => GradientsOf(Slip("kind ignored"), kind, attention, both, layers);
(string[] NoGradient, long Parameters, string Order) q4d3_embedding_not_learned(string kind, bool attention, bool both, long layers) => GradientsOf(Slip("embedding not learned"), kind, attention, both, layers);
(string[] NoGradient, long Parameters, string Order) q4d3_states_not_learned(string kind, bool attention, bool both, long layers) => GradientsOf(Slip("states not learned"), kind, attention, both, layers);
(string[] NoGradient, long Parameters, string Order) q4d3_hard_choice(string kind, bool attention, bool both, long layers) => GradientsOf(Slip("hard choice"), kind, attention, both, layers);
class Bag : Module<Tensor, Tensor, Tensor>
{
    private readonly Embedding embedding;
    private readonly Linear hidden, output;

    public Bag() : base("Bag")
    {
        (embedding, hidden, output) = (Embedding(Vocab, 16), Linear(16, 32), Linear(32, 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor ids, Tensor lengths) => output.call(functional.relu(hidden.call(embedding.call(ids).mean(new long[] { 0 })))).squeeze(1);
}
(string[] NoGradient, long Parameters, string Order) q4d3_bag_of_words(string kind, bool attention, bool both, long layers) => GradientsOf((_, _, _, _) => new Bag(), kind, attention, both, layers);

// E1: an epoch that is right but for its slip.
Trainer Epoch(string slip = "") => (model, optimizer, batches) =>
{
    model.train();
    var (loss, right, count, n, last) = (0.0, 0.0, 0.0, 0, (Loss: 0.0, Acc: 0.0));
    if (slip == "own optimizer") optimizer = optim.Adam(model.parameters(), 5e-3);
    if (slip == "together") optimizer.zero_grad();
    foreach (var batch in batches)
    {
        var logits = model.call(batch.Ids, batch.Lengths);
        var mean = slip == "squared" ? (logits.sigmoid() - batch.Labels).pow(2).mean() : functional.binary_cross_entropy_with_logits(logits, batch.Labels);
        if (slip is not ("no zero_grad" or "together")) optimizer.zero_grad();
        if (slip == "up") (-mean).backward();
        else if (slip == "sum") (mean * batch.Labels.shape[0]).backward();
        else mean.backward();
        if (slip is not ("stale" or "together")) optimizer.step();
        var (size, acc) = ((double)batch.Labels.shape[0], (logits > (slip == "half" ? 0.5 : 0)).eq(batch.Labels > 0.5).to(ScalarType.Float64).mean().item<double>());
        last = (mean.item<float>(), acc);
        if (slip == "batches alike") size = 1;
        (loss, right, count, n) = (loss + size * last.Loss, right + size * acc, count + size, n + 1);
        if (slip == "first batch") break;
    }
    if (slip == "together") optimizer.step();
    return slip switch
    {
        "sum" => (loss, right / count),
        "sum of batches" => (loss * n / count, right / count),
        "percent" => (loss / count, 100 * right / count),
        "count" => (loss / count, right),
        "last batch" => last,
        "nothing" => default,
        _ => (loss / count, right / count),
    };
};

(string Step, string Loss, string Acc, string Learning) q4e1_stale_optimizer(string kind, int epochs) => TrainingOf(Epoch("stale"), kind, epochs);
(string Step, string Loss, string Acc, string Learning) q4e1_own_optimizer(string kind, int epochs) => TrainingOf(Epoch("own optimizer"), kind, epochs);
(string Step, string Loss, string Acc, string Learning) q4e1_no_zero_grad(string kind, int epochs) => TrainingOf(Epoch("no zero_grad"), kind, epochs);
(string Step, string Loss, string Acc, string Learning) q4e1_uphill(string kind, int epochs) => TrainingOf(Epoch("up"), kind, epochs);
(string Step, string Loss, string Acc, string Learning) q4e1_sum_of_losses(string kind, int epochs) => TrainingOf(Epoch("sum"), kind, epochs);
(string Step, string Loss, string Acc, string Learning) q4e1_squared_error(string kind, int epochs) => TrainingOf(Epoch("squared"), kind, epochs);
(string Step, string Loss, string Acc, string Learning) q4e1_one_step_an_epoch(string kind, int epochs) => TrainingOf(Epoch("together"), kind, epochs);
(string Step, string Loss, string Acc, string Learning) q4e1_first_batch_only(string kind, int epochs) => TrainingOf(Epoch("first batch"), kind, epochs);
(string Step, string Loss, string Acc, string Learning) q4e1_batches_alike(string kind, int epochs) => TrainingOf(Epoch("batches alike"), kind, epochs);
(string Step, string Loss, string Acc, string Learning) q4e1_last_batch(string kind, int epochs) => TrainingOf(Epoch("last batch"), kind, epochs);
(string Step, string Loss, string Acc, string Learning) q4e1_percentage(string kind, int epochs) => TrainingOf(Epoch("percent"), kind, epochs);
(string Step, string Loss, string Acc, string Learning) q4e1_number_right(string kind, int epochs) => TrainingOf(Epoch("count"), kind, epochs);
(string Step, string Loss, string Acc, string Learning) q4e1_half_as_border(string kind, int epochs) => TrainingOf(Epoch("half"), kind, epochs);
(string Step, string Loss, string Acc, string Learning) q4e1_nothing_returned(string kind, int epochs) => TrainingOf(Epoch("nothing"), kind, epochs);

// E2: an evaluation that is right but for its slip.
Evaluator Measure(string slip = "") => (model, batches) =>
{
    var was = model.training;
    if (slip != "stays in training") model.eval();
    var gradients = slip is "records" or "learns" ? enable_grad() : no_grad();
    var (loss, right, count, last) = (0.0, 0.0, 0.0, (Loss: 0.0, Acc: 0.0));
    foreach (var batch in batches)
    {
        var logits = model.call(batch.Ids, batch.Lengths);
        var mean = functional.binary_cross_entropy_with_logits(logits, batch.Labels);
        if (slip == "learns") mean.backward();
        var (size, acc) = ((double)batch.Labels.shape[0], (logits > (slip == "half" ? 0.5 : 0)).eq(batch.Labels > 0.5).to(ScalarType.Float64).mean().item<double>());
        last = (mean.item<float>(), acc);
        if (slip == "batches alike") size = 1;
        (loss, right, count) = (loss + size * last.Loss, right + size * acc, count + size);
    }
    gradients.Dispose();
    if (slip == "learns")
    {
        using var descent = optim.SGD(model.parameters(), 0.1);
        descent.step();
    }
    if (slip == "back to training") model.train();
    else if (slip != "stays in evaluation") model.train(was);
    return slip switch
    {
        "percent" => (loss / count, 100 * right / count),
        "count" => (loss / count, right),
        "sum" => (loss, right / count),
        "last batch" => last,
        _ => (loss / count, right / count),
    };
};

(string Loss, string Acc, string Changes) q4e2_batches_alike(string kind, bool training) => EvaluationOf(Measure("batches alike"), kind, training);
(string Loss, string Acc, string Changes) q4e2_last_batch(string kind, bool training) => EvaluationOf(Measure("last batch"), kind, training);
(string Loss, string Acc, string Changes) q4e2_percentage(string kind, bool training) => EvaluationOf(Measure("percent"), kind, training);
(string Loss, string Acc, string Changes) q4e2_number_right(string kind, bool training) => EvaluationOf(Measure("count"), kind, training);
(string Loss, string Acc, string Changes) q4e2_sum_of_losses(string kind, bool training) => EvaluationOf(Measure("sum"), kind, training);
(string Loss, string Acc, string Changes) q4e2_half_as_border(string kind, bool training) => EvaluationOf(Measure("half"), kind, training);
(string Loss, string Acc, string Changes) q4e2_left_in_evaluation(string kind, bool training) => EvaluationOf(Measure("stays in evaluation"), kind, training);
(string Loss, string Acc, string Changes) q4e2_left_in_training(string kind, bool training) => EvaluationOf(Measure("back to training"), kind, training);
(string Loss, string Acc, string Changes) q4e2_not_in_evaluation(string kind, bool training) => EvaluationOf(Measure("stays in training"), kind, training);
(string Loss, string Acc, string Changes) q4e2_gradients_recorded(string kind, bool training) => EvaluationOf(Measure("records"), kind, training);
(string Loss, string Acc, string Changes) q4e2_learns(string kind, bool training) => EvaluationOf(Measure("learns"), kind, training);
