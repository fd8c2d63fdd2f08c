#!/usr/bin/env python3
"""Compares `sse learn --json` with scipy, numpy and scikit-learn on the same table.

  learn_check.py stats TABLE.csv learn.json                 correlations, p, components, clusters
  learn_check.py models TABLE.csv learn.json [FOLDS] [SEEDS]  TARGET of the first model, its rows, inputs and groups; the spread over seeds

Needs numpy, scipy, pandas and scikit-learn.
"""
import json, sys, warnings
import numpy as np, pandas as pd
warnings.filterwarnings('ignore')


def gap(mine, theirs): return float(np.nanmax(np.abs(np.asarray(mine, float) - theirs))) if np.size(theirs) else 0.0


def stats(table, j):
    """The largest differences, printed and given."""
    from scipy import stats as s
    from sklearn.metrics import silhouette_score
    from sklearn.cluster import KMeans
    names = j['correlation']['columns']
    x = table[names].apply(pd.to_numeric, errors='coerce').to_numpy()
    worst = dict(pearson=0.0, pearsonP=0.0, spearman=0.0, spearmanP=0.0)
    for a in range(len(names)):
        for b in range(a + 1, len(names)):
            m = ~np.isnan(x[:, a]) & ~np.isnan(x[:, b])
            assert m.sum() == j['correlation']['n'][a][b]
            for f, key in ((s.pearsonr, 'pearson'), (s.spearmanr, 'spearman')):
                mine = j['correlation'][key][a][b]
                u, v = x[m, a], x[m, b]
                if m.sum() < 3 or np.ptp(u) == 0 or np.ptp(v) == 0: assert mine is None; continue
                r, p = f(u, v)
                worst[key] = max(worst[key], abs(r - mine)); worst[key + 'P'] = max(worst[key + 'P'], abs(p - j['correlation'][key + 'P'][a][b]))
    print('correlation, largest difference:', worst)
    used = j['pca']['columns']; at = [names.index(n) for n in used]
    c = np.array([[j['correlation']['spearman'][a][b] for b in at] for a in at], float)
    w, v = np.linalg.eigh(c); w, v = w[::-1], v[:, ::-1].T
    mine = np.array(j['pca']['loadings']); sign = np.sign((mine * v).sum(1))[:, None]
    worst.update(eigenvalues=gap(j['pca']['eigenvalues'], w), loadings=gap(mine, sign * v), silhouette=0.0, inertia=[])
    print('eigenvalues', worst['eigenvalues'], 'loadings up to sign', worst['loadings'], 'shares', gap(j['pca']['share'], w / np.trace(c)))
    z = x[:, at]; z = np.nan_to_num((z - np.nanmean(z, 0)) / np.nanstd(z, 0)); print('scores', gap(j['pca']['scores'], z @ mine.T))
    for study, axes in ((j['clusters'], (0, 1)), (j['clusters'].get('pc1pc3'), (0, 2))):
        if study is None: continue
        p = np.array(j['pca']['scores'])[:, axes]
        # as many restarts as ours (docs/learn.md)
        ratios = [e['inertia'] / KMeans(e['k'], n_init=int(np.clip(100_000 // len(p), 10, 100)), random_state=0).fit(p).inertia_ for e in study['elbow']]
        apart = abs(silhouette_score(p, study['labels']) - study['silhouette'])
        worst['silhouette'] = max(worst['silhouette'], apart); worst['inertia'] += ratios
        print('silhouette', apart, 'inertia, ours / scikit-learn:', ' '.join('%.6f' % r for r in ratios))
    return worst


def models(table, j, folds, seeds, inputs=None):
    """Validation errors of scikit-learn's models on the same folds, printed and given as shares of one."""
    from sklearn.compose import ColumnTransformer
    from sklearn.kernel_ridge import KernelRidge
    from sklearn.neural_network import MLPRegressor
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler
    target, first = next(iter(j['models'].items()))
    rows = np.array(first['rowNumbers']) - 1; y = np.array(first['actual'], float); groups = first['groups']
    order = {}
    for g in groups: order.setdefault(g, len(order))
    n = min(folds, len(order)); fold = np.array([order[g] % n for g in groups])
    inputs = inputs or dict(numbers=[c for c in j['correlation']['columns'] if c != target], words=[])
    X = table.iloc[rows][inputs['numbers'] + inputs['words']]
    def validate(make):
        out = np.empty(len(y)); epochs = []
        for k in range(n):
            m = make_pipeline(ColumnTransformer([('n', StandardScaler(), inputs['numbers']), ('w', OneHotEncoder(handle_unknown='ignore'), inputs['words'])]), make())
            m.fit(X[fold != k], y[fold != k]); out[fold == k] = m.predict(X[fold == k]); epochs.append(getattr(m[-1], 'n_iter_', 0))
        e = np.abs(out - y); return e.mean() / abs(y.mean()), e.mean(), 1 - (e ** 2).sum() / ((y - y.mean()) ** 2).sum(), np.mean(epochs)
    ridge, networks = validate(lambda: KernelRidge(alpha=1, kernel='linear')), []
    print('kernel ridge  mape %.5f mae %.5f r2 %.5f epochs %g' % ridge)
    for s in range(seeds):
        networks.append(validate(lambda: MLPRegressor((200, 500, 50, 150, 70, 100), alpha=0.05, learning_rate_init=5e-4, random_state=s)))
        print('mlp seed %d    mape %.5f mae %.5f r2 %.5f epochs %g' % ((s,) + networks[-1]), flush=True)
    for m in [first] + first['others']: print('ours', m['kind'], m['scheme'], 'mape %.5f mae %.5f r2 %.5f epochs %g' % (m['mape'], m['mae'], m['r2'], m['epochs']))
    return {'kernel-ridge': ridge[0], 'mlp': [n[0] for n in networks]}


if __name__ == '__main__':
    if len(sys.argv) < 4: sys.exit(__doc__)
    table, j = pd.read_csv(sys.argv[2]), json.load(open(sys.argv[3]))
    table = table.apply(lambda c: c.str.strip() if c.dtype == object else c)  # sse trims fields
    if sys.argv[1] == 'stats': stats(table, j)
    else: models(table, j, int(sys.argv[4]) if len(sys.argv) > 4 else 10**9, int(sys.argv[5]) if len(sys.argv) > 5 else 3, json.loads(sys.argv[6]) if len(sys.argv) > 6 else None)
