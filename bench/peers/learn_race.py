#!/usr/bin/python3
"""The statistics of `sse learn` and of the living table beside scipy, numpy and scikit-learn, in one run: values first, each against its bar, then CPU seconds.

  learn_race.py SSE SSE_BENCH FOLDER [PART…]      parts: values models speed (all by default); ROUNDS=3, SEEDS=4

FOLDER gets the tables: a synthetic one with known structure (174 rows, 54 columns, gaps, ties), OBELiX where SSE_SHARED_DATA names a folder with published/obelix, and those of
the race. Debian: python3-sklearn python3-scipy python3-pandas libopenblas0-pthread. The peers run on one thread of OpenBLAS, which chooses its kernels for this processor itself.
"""
import json, os, statistics, subprocess, sys, time
for name in 'OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE': os.environ.pop(name, None)
os.environ['OPENBLAS_NUM_THREADS'] = '1'
os.environ['LD_LIBRARY_PATH'] = '/usr/lib/x86_64-linux-gnu/openblas-pthread'
if __name__ == '__main__' and not os.environ.get('SSE_RACE'):  # the loader reads its path at the start only
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, 'SSE_RACE': '1'})
import numpy as np, pandas as pd
import learn_check

BARS = dict(pearson=1e-12, pearsonP=1e-12, spearman=1e-12, spearmanP=1e-12, eigenvalues=1e-10, loadings=1e-10, silhouette=1e-10)
bad = []


def expect(what, holds, found):
    print(f"{'ok' if holds else 'FAILED'}: {what} ({found})", flush=True)
    if not holds: bad.append(what)


def synthetic(path):
    """Three hidden causes and noise behind 54 columns; the target depends on two of them, bent. 61 materials, as in the paper."""
    dice = np.random.default_rng(3)
    hidden = dice.standard_normal((174, 3))
    x = hidden @ dice.standard_normal((3, 53)) + dice.standard_normal((174, 53))
    x[:, 5] = np.round(x[:, 5])
    table = pd.DataFrame(x, columns=[f'd{i}' for i in range(53)])
    table['target'] = 3 + hidden[:, 0] + 0.5 * np.sin(2 * hidden[:, 1]) + 0.1 * dice.standard_normal(174)
    for column in ('d7', 'd8', 'd20'): table.loc[dice.random(174) < 0.1, column] = np.nan
    table['material'] = [f'M{row % 61}' for row in range(174)]
    table['system'] = np.array(['cubic', 'trigonal', 'monoclinic'])[(hidden[:, 2] > -0.5).astype(int) + (hidden[:, 2] > 0.5)]
    table.to_csv(path, index=False)
    return path


def obelix(path):
    source = os.path.join(os.environ.get('SSE_SHARED_DATA', ''), 'published', 'obelix', 'train.csv')
    if not os.path.exists(source): return print('left out: OBELiX is not here (SSE_SHARED_DATA names the folder)')
    table = pd.read_csv(source, dtype=str)
    sigma = table['Ionic conductivity (S cm-1)'].str.strip()
    table = table[~sigma.str.startswith('<')]
    out = table[['a', 'b', 'c', 'alpha', 'beta', 'gamma']].copy()
    out['spaceGroup'], out['composition'] = table['Space group'], table['Reduced Composition']
    out['logSigma'] = np.log10(pd.to_numeric(sigma[table.index]))
    out.to_csv(path, index=False)
    return path


def read(path):
    table = pd.read_csv(path)
    return table.apply(lambda c: c.str.strip() if c.dtype == object else c)


def learn(path, *options): return json.loads(subprocess.run([sse, 'learn', path, '--json', *options], check=True, stdout=subprocess.PIPE).stdout)


def values():
    for path in filter(None, (synthetic(f'{folder}/synthetic.csv'), obelix(f'{folder}/obelix.csv'))):
        name = os.path.basename(path)
        found = learn_check.stats(read(path), learn(path))
        for key, bar in BARS.items(): expect(f'{name}: {key} within {bar:g}', found[key] <= bar, f'{found[key]:.1e}')
        expect(f'{name}: inertia of k-means not above scikit-learn\'s, k = 2…10', max(found['inertia']) <= 1 + 1e-9, f"ours / theirs {min(found['inertia']):.6f}–{max(found['inertia']):.6f}")


def models():
    seeds = int(os.environ.get('SEEDS', 4))
    cases = [(synthetic(f'{folder}/synthetic.csv'), 'target', 'material', ['system'], 'material'), (obelix(f'{folder}/obelix.csv'), 'logSigma', 'composition', ['spaceGroup', 'composition'], None)]
    for path, target, group, words, left_out in [case for case in cases if case[0]]:
        name, table = os.path.basename(path), read(path).dropna() if group == 'material' else read(path)
        table.to_csv(complete := path.replace('.csv', '-complete.csv'), index=False)
        numbers = [c for c in table.columns if c not in words + [target, group]]
        options = ['--target', target, '--group', group, '--folds', '12', '--scheme', 'anharmonic'] + [o for c in numbers + words for o in ('--input', c)]
        ours = [learn(complete, *options, '--seed', str(seed)) for seed in range(1, seeds + 1)]
        theirs = learn_check.models(table, ours[0], 12, seeds, dict(numbers=numbers, words=words))
        kinds = lambda j: {m['kind']: m['mape'] for m in [j['models'][target]] + j['models'][target]['others']}
        ridge, mine = kinds(ours[0])['kernel-ridge'], [kinds(j)['mlp'] for j in ours]
        expect(f'{name}: kernel ridge, validation error as scikit-learn\'s', abs(ridge / theirs['kernel-ridge'] - 1) < 1e-3, f"{100 * ridge:.4f} % and {100 * theirs['kernel-ridge']:.4f} %")
        low, high = min(theirs['mlp']), max(theirs['mlp'])
        slack = statistics.stdev(theirs['mlp'])  # few seeds do not reach the ends of what seeds do
        expect(f'{name}: networks, mean validation error within scikit-learn\'s over {seeds} seeds', low - slack <= statistics.mean(mine) <= high + slack,
               f"ours {' '.join(f'{100 * m:.2f}' for m in mine)} %, theirs {' '.join(f'{100 * m:.2f}' for m in theirs['mlp'])} %")


def cpu(call):
    """CPU seconds of a call, the best of three series of at least 0.2 s."""
    call(); best = 1e99
    for _ in range(3):
        begin, calls = time.process_time(), 0
        while (spent := time.process_time() - begin) < 0.2 or not calls: call(); calls += 1
        best = min(best, spent / calls)
    return best


def peer(task, rows):
    if task == 'spearman':
        from scipy.stats import spearmanr
        x = np.loadtxt(f'{folder}/stats.csv', delimiter=',', skiprows=1, max_rows=rows)
        return cpu(lambda: spearmanr(x))
    from sklearn.neural_network import MLPRegressor
    d = np.loadtxt(f'{folder}/mlp.csv', delimiter=',', skiprows=1); x, y, fold = d[:, :70], d[:, 70], d[:, 71].astype(int)
    begin = time.process_time()
    for k in range(61): MLPRegressor((200, 500, 50, 150, 70, 100), alpha=0.05, learning_rate_init=5e-4, random_state=0).fit(x[fold != k], y[fold != k]).predict(x[fold == k])
    return time.process_time() - begin


def speed():
    dice = np.random.default_rng(1)
    x = dice.standard_normal((174, 70)); y = 2 * x[:, 0] + np.sin(2 * x[:, 1]) + 0.3 * dice.standard_normal(174)
    np.savetxt(f'{folder}/mlp.csv', np.column_stack([x, y, np.arange(174) % 61]), '%.9g', ',', header=','.join([f'x{i}' for i in range(70)] + ['y', 'fold']), comments='')
    s = dice.random((10000, 54)) + dice.random((10000, 1)) * (np.arange(54) % 5)
    np.savetxt(f'{folder}/stats.csv', s, '%.9g', ',', header=','.join(f'd{i}' for i in range(54)), comments='')
    import scipy.linalg, sklearn.neural_network  # load what the peers load
    libraries = [l.split('/')[-1].strip() for l in open('/proc/self/maps') if 'openblas' in l or 'libblas' in l]
    expect('the peers run on OpenBLAS', any('openblas' in l for l in libraries), ' '.join(sorted(set(libraries))))
    rounds = int(os.environ.get('ROUNDS', 3))
    for what, task, rows, file, least, turns in (('refresh of the Spearman matrix, 174 × 54', 'spearman', 174, 'stats', 10, rounds), ('refresh of the Spearman matrix, 10,000 × 54', 'spearman', 10000, 'stats', 10, rounds),
                                                ('61-fold validation of the network', 'cv', 174, 'mlp', 3, 1)):
        ratios = []
        for _ in range(turns):
            theirs = peer(task, rows)
            ours = json.loads(subprocess.run([bench, 'learn', task, f'{folder}/{file}.csv', str(rows)], check=True, stdout=subprocess.PIPE).stdout.splitlines()[-1])['cpu']
            ratios.append(theirs / ours)
        expect(f'{what} ≥ {least} ×', statistics.median(ratios) >= least, ' '.join(f'{r:.1f}' for r in ratios) + f' ×; the last {1e3 * ours:.3g} and {1e3 * theirs:.3g} ms of CPU')


if __name__ == '__main__':
    if len(sys.argv) < 4: sys.exit(__doc__)
    sse, bench, folder = sys.argv[1:4]
    os.makedirs(folder, exist_ok=True)
    for part in sys.argv[4:] or ('values', 'models', 'speed'): dict(values=values, models=models, speed=speed)[part]()
    sys.exit(1 if bad else 0)
